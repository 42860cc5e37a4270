package dev.atelier.robots.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.error.Violation;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class FileFilterRobotTest {
    private final FileFilterRobot robot = new FileFilterRobot();

    @TempDir Path folder;

    private static ObjectNode json(String single) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(single.replace('\'', '"'));
    }

    private boolean letsOn(String raw) throws IOException {
        var job = new FakeJob(folder);
        var file = job.add("note.txt", "text/plain", new byte[] {1});
        robot.run(ParamBinder.bind(robot.about(), "f", json(raw)), FakeJob.input(file), job);
        assertTrue(job.emissions().stream().allMatch(Emission.passOn(file)::equals));
        return !job.emissions().isEmpty();
    }

    private List<Violation> check(String raw) throws IOException {
        return ParamBinder.check(robot.about(), "f", json(raw));
    }

    private static String accepting(String condition) {
        return "{'accepts': [" + condition + "]}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "['720','=','720']",
                "['720','==',720]",
                "['a','===','a']",
                "['a','!==','b']",
                "['1','!=','2']",
                "[2,'>',1]",
                "['10','>','9']",
                "['abc','includes','b']",
                "['abc','!includes','z']",
                "['','empty','']",
                "['x','!empty','']",
                "['Photo','regex','^pho']",
                "['Photo','!regex','^x']",
                "[720,'===',720.0]",
                "['720','!==',720]",
                "[null,'=','']",
                "[null,'===','']",
                "[true,'=','1']",
                "['','=',0]",
                "[['a','b'],'=','a,b']",
                "[['a'],'===',['a']]",
                "[1025,'>','1kb']",
                "['1KB','>=',1024]",
                "['1kib','=','1kib']",
                "['1 mb','<','1.5mb']",
                "['2gb','<','1tb']",
                "['1pb','>','1023tb']",
                "['5b','<=',5]",
                "['b','>','a']",
                "['10','<','9x']",
                "['','<','300']",
                "[-1,'<',0]",
                "['1e3','>',999]",
                "[['image/png','image/gif'],'includes','image/png']",
                "[['1'],'includes',1]",
                "[['image/png'],'!includes','image']",
                "[[],'empty','']",
                "[{},'empty','']",
                "[0,'empty','']",
                "[false,'empty','']",
                "[null,'empty']",
                "['0','!empty','']",
                "[['a'],'!empty']",
                "['IMG_1.JPG','regex','\\\\.jpe?g$']"
            })
    void conditionHolds(String condition) throws IOException {
        assertTrue(letsOn(accepting(condition)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "['720','===',720]",
                "['a','=','b']",
                "[1024,'>','1kb']",
                "['abc','=',0]",
                "['abc','=','ABC']",
                "[1,'!=','1']",
                "['9','>','10']",
                "['','>','300']",
                "['png','includes','pngs']",
                "[['image/png'],'includes','image']",
                "['0','empty','']",
                "['a','regex','b']",
                "['a','!regex','A']",
                "[true,'===','true']",
                "['','!empty']"
            })
    void conditionDoesNotHold(String condition) throws IOException {
        assertEquals(false, letsOn(accepting(condition)));
    }

    @Test
    void absentAcceptsAllAndEmptyAcceptsNone() throws IOException {
        assertTrue(letsOn("{}"));
        assertTrue(letsOn("{'accepts': null, 'declines': []}"));
        assertTrue(letsOn("{'declines': null}"));
        assertEquals(false, letsOn("{'accepts': []}"));
        assertEquals(false, letsOn("{'accepts': [], 'condition_type': 'and'}"));
        assertTrue(letsOn("{'declines': [], 'condition_type': 'and'}"));
    }

    @Test
    void conditionTypeJoinsTheConditions() throws IOException {
        String mixed = "[[1,'=',1],[1,'=',2]]";

        assertTrue(letsOn("{'accepts': " + mixed + "}"));
        assertEquals(false, letsOn("{'condition_type': 'and', 'accepts': " + mixed + "}"));
        assertEquals(false, letsOn("{'declines': " + mixed + "}"));
        assertTrue(letsOn("{'condition_type': 'and', 'declines': " + mixed + "}"));
    }

    @Test
    void anAcceptedFileCanStillBeDeclined() throws IOException {
        assertEquals(false, letsOn("{'accepts': [[1,'=',1]], 'declines': [['a','=','a']]}"));
    }

    @Test
    void aDeclinedFileEndsTheAssemblyWhenAskedTo() {
        AssemblyException declined =
                assertThrows(
                        AssemblyException.class,
                        () ->
                                letsOn(
                                        "{'accepts': [], 'error_on_decline': true,"
                                                + " 'error_msg': 'PNG only'}"));

        assertEquals(ErrorCode.FILE_FILTER_DECLINED_FILE, declined.error().code());
        assertEquals("PNG only", declined.error().message());
        assertEquals(
                "One of your files was declined",
                assertThrows(
                                AssemblyException.class,
                                () -> letsOn("{'accepts': [], 'error_on_decline': 'true'}"))
                        .error()
                        .message());
    }

    @Test
    void anUnknownOperatorIsRefusedEvenBesideVariables() throws IOException {
        Violation violation =
                check("{'error_msg': '${file.name}', 'accepts': [['${file.mime}','~','b']]}")
                        .getFirst();

        assertEquals(ErrorCode.FILE_FILTER_INVALID_OPERATOR, violation.code());
        assertEquals("steps.f.accepts", violation.path());
        assertTrue(violation.message().contains("\"~\"; known are =, =="), violation.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'true'",
                "5",
                "{}",
                "['${file.size}','>','1kb']",
                "[['a','=']]",
                "[['a','=','b','c']]",
                "[['a','regex','(']]",
                "[['a','regex','((a{1000}){1000}){1000}']]",
                "[['a','regex','((a{9,}){999,}){1,999}']]",
                "[[]]"
            })
    void whatIsNoListOfConditionsIsRefused(String accepts) throws IOException {
        Violation violation = check("{'accepts': " + accepts + "}").getFirst();

        assertEquals(ErrorCode.FILE_FILTER_VALIDATION, violation.code());
    }

    @Test
    void expressionsAreLeftForTheJobWhichCannotEvaluateThemYet() throws IOException {
        assertEquals(List.of(), check("{'accepts': '${file.size > 5}'}"));
        assertEquals(List.of(), check("{'accepts': [['${file.name}','regex','${fields.re}']]}"));
        assertEquals(
                ErrorCode.FILE_FILTER_VALIDATION,
                assertThrows(
                                AssemblyException.class,
                                () -> letsOn("{'accepts': '${file.size > 5}'}"))
                        .error()
                        .code());
    }

    @Test
    void aVariableMayGiveTheAnswer() throws IOException {
        assertTrue(letsOn("{'accepts': true, 'declines': false}"));
        assertEquals(false, letsOn("{'declines': true}"));
    }
}
