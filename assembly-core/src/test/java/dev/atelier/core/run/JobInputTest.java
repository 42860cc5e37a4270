package dev.atelier.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.Warning;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotDescriptor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What a robot gets to see of files and parameters. */
class JobInputTest {
    private final List<TestRobot.Params> bound = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    private Workbench bench;

    @BeforeEach
    void setUp(@TempDir Path folder) {
        bench =
                new Workbench(
                        folder,
                        TestRobot.copying("/test/copy"),
                        TestRobot.of(
                                "/test/images",
                                about -> about.accepting(RobotDescriptor.IMAGES),
                                (params, input, job) -> runs.incrementAndGet()),
                        TestRobot.of("/test/bind", (params, input, job) -> bound.add(params)),
                        TestRobot.failing("/test/fail"));
    }

    @AfterEach
    void tearDown() {
        bench.close();
    }

    @Test
    void outputMetaFalseReadsNothing() {
        var node = bench.node();

        String id =
                bench.run(
                        node,
                        "{':original': {'robot': '/upload/handle', 'output_meta': false},"
                                + " 'c': {'robot': '/test/copy', 'use': ':original',"
                                + " 'output_meta': 'false', 'text': 'broken'}}",
                        "broken.png");

        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
        assertTrue(bench.results(node, id, "c").getFirst().meta().isEmpty());
    }

    @Test
    void userMetaIsInheritedAndTheStepsOwnMembersWin() {
        var node = bench.node();

        String id =
                bench.run(
                        node,
                        "{':original': {'robot': '/upload/handle', 'user_meta': {'a': 1, 'b': 1}},"
                                + " 'c': {'robot': '/test/copy', 'use': ':original',"
                                + " 'user_meta': {'b': 2}}}",
                        "a.png");

        assertEquals(
                Workbench.json("{'a': 1, 'b': 2}"),
                bench.results(node, id, "c").getFirst().userMeta());
    }

    @Test
    void filesOfTypesARobotDoesNotTakeAreSkippedUnlessForced() {
        var node = bench.node();
        String step = "{'i': {'robot': '/test/images', 'use': ':original' %s}}";

        bench.run(node, step.formatted(""), "note.txt", "a.png");
        assertEquals(1, runs.get());

        bench.run(node, step.formatted(", 'force_accept': true"), "note.txt");
        assertEquals(2, runs.get());
    }

    @Test
    void variablesAreBoundPerJobAndMissingOnesWarn() {
        var node = bench.node();

        String id =
                bench.run(
                        node,
                        "{'b': {'robot': '/test/bind', 'use': ':original', 'number':"
                                + " '${file.size}', 'text': '${file.name} ${fields.nope}'}}",
                        "abc.png");

        assertEquals(List.of(new TestRobot.Params("abc.png ", 7)), bound);
        assertEquals(
                List.of(
                        Warning.warning(
                                "b", "${fields.nope} has no value here; it was left empty.")),
                node.service().read(id, Assembly::warnings));
    }

    @Test
    void aVariableOfTheWrongTypeFailsTheJobWithTheRobotsCode() {
        var node = bench.node();

        String id =
                bench.run(
                        node,
                        "{'f': {'robot': '/test/fail', 'use': ':original', 'number':"
                                + " '${file.name}'}}",
                        "abc.png");

        assertEquals(ErrorCode.IMAGE_RESIZE_VALIDATION, bench.error(node, id).code());
        assertEquals("f", bench.error(node, id).step());
    }
}
