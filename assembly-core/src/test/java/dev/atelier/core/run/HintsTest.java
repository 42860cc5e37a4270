package dev.atelier.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atelier.core.robot.RobotDescriptor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

class HintsTest {
    @TempDir private Path folder;

    private List<String> hints(String steps, int uploads) {
        try (var bench =
                new Workbench(
                        folder,
                        TestRobot.of(
                                "/test/paint",
                                about -> about.giving(RobotDescriptor.IMAGES).mayRunWithoutInput(),
                                (params, input, job) -> {}),
                        TestRobot.of(
                                "/test/size",
                                about ->
                                        about.accepting(RobotDescriptor.IMAGES)
                                                .giving(RobotDescriptor.IMAGES),
                                (params, input, job) -> {}),
                        TestRobot.of(
                                "/test/read",
                                about -> about.accepting(List.of("text/*")),
                                (params, input, job) -> {}))) {
            return bench.planner().hints(Workbench.json(steps), uploads).stream()
                    .map(hint -> hint.level() + " " + hint.message())
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'robot':'/test/size'}} | -1 | WARNING Step `a`: has no use",
                "{'a':{'robot':'/test/size','use':':original'}} | 0"
                        + " | WARNING Step `a`: uses :original, but the request brings no file",
                "{'a':{'robot':'/test/paint','result':false}} | -1"
                        + " | NOTICE Step `a`: result: false has no effect",
                "{'a':{'robot':'/test/paint'},'b':{'robot':'/test/read','use':'a'}} | -1"
                        + " | WARNING Step `b`: never gets a file from `a`: it takes text/*",
                "{'a':{'robot':'/test/paint'}} | 2 | NOTICE No step uses :original",
                "{'a':{'robot':'/test/paint','use':':original','force_accept':true}} | -1"
                        + " | NOTICE Step `a`: force_accept has no effect",
                "{'a':{'robot':'/test/paint','format':'png','quality':80}} | -1"
                        + " | NOTICE Step `a`: quality has no effect on the format png",
                "{'a':{'robot':'/test/paint','watermark_position_x':8}} | -1"
                        + " | NOTICE Step `a`: watermark_position_x is the former name"
            })
    void whatRunsButSurprisesIsSaid(String steps, int uploads, String expected) {
        List<String> hints = hints(steps, uploads);

        assertEquals(1, hints.size(), hints::toString);
        assertEquals(
                expected,
                hints.getFirst()
                        .substring(0, Math.min(expected.length(), hints.getFirst().length())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':{'robot':'/test/size','use':':original'}} | -1",
                "{'a':{'robot':'/test/size','use':':original'}} | 1",
                "{'a':{'robot':'/test/paint','result':false},'b':{'robot':'/test/size','use':'a'}}"
                        + " | 0",
                "{'a':{'robot':'/test/paint','format':'jpg','quality':80,'result':true}} | 0",
                "{'a':{'robot':'/test/paint'},'b':{'robot':'/test/read','use':'a',"
                        + "'force_accept':true}} | 0",
                "{':original':{'robot':'/upload/handle'}} | 3"
            })
    void ordinaryInstructionsGiveNone(String steps, int uploads) {
        assertEquals(List.of(), hints(steps, uploads));
    }

    @Test
    void hintsAreWarningsOfTheAssemblyFromTheStart() {
        try (var bench = new Workbench(folder, TestRobot.copying("/test/copy"))) {
            var node = bench.node();

            String id = bench.run(node, "{'kept':{'robot':'/test/copy','use':':original'}}");

            var warnings = node.service().read(id, assembly -> assembly.warnings());
            assertEquals("kept", warnings.getFirst().step());
            assertEquals(1, warnings.size());
        }
    }
}
