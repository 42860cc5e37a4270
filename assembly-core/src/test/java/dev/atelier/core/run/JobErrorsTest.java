package dev.atelier.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.error.ErrorCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** What becomes of a job whose robot fails, and what {@code ignore_errors} lets pass. */
class JobErrorsTest {
    private Workbench bench;

    @BeforeEach
    void setUp(@TempDir Path folder) {
        bench =
                new Workbench(
                        folder, TestRobot.passing("/test/pass"), TestRobot.failing("/test/fail"));
    }

    @AfterEach
    void tearDown() {
        bench.close();
    }

    @Test
    void whatARobotThrowsBecomesTheRightError() {
        assertEquals("the disk is full", messageOf("io", ErrorCode.IMAGE_RESIZE_ERROR));
        assertFalse(messageOf("bug", ErrorCode.IMAGE_RESIZE_ERROR).contains("secret"));
        assertFalse(messageOf("gone", ErrorCode.IMAGE_RESIZE_ERROR).contains("secret"));
        messageOf("stack", ErrorCode.IMAGE_RESIZE_ERROR);
        messageOf("memory", ErrorCode.IMAGE_RESIZE_ERROR);
        assertEquals("too small", messageOf("too small", ErrorCode.INVALID_INPUT_ERROR));
    }

    private String messageOf(String how, ErrorCode code) {
        var node = bench.node();
        String id = bench.run(node, failing(how, "false"), "a.png");
        assertEquals(code, bench.error(node, id).code());
        assertEquals("f", bench.error(node, id).step());
        return bench.error(node, id).message();
    }

    private static String failing(String how, String ignore) {
        return "{'f': {'robot': '/test/fail', 'use': ':original', 'text': '%s', 'ignore_errors': %s}}"
                .formatted(how, ignore);
    }

    @Test
    void ignoreErrorsLetsThePhasesPassThatItNames() {
        assertIgnored("x", "true", "EXECUTE");
        assertIgnored("x", "['execute']", "EXECUTE");
        assertIgnored("meta", "['meta']", "META");
        assertNotIgnored("x", "['meta']", ErrorCode.INVALID_INPUT_ERROR);
        assertNotIgnored("meta", "['execute']", ErrorCode.FILE_META_DATA_ERROR);
    }

    @Test
    void aDeclinedFileIsNeverIgnored() {
        assertNotIgnored("declined", "true", ErrorCode.FILE_FILTER_DECLINED_FILE);
    }

    private void assertIgnored(String how, String ignore, String phase) {
        var node = bench.node();
        String id = bench.run(node, failing(how, ignore), "a.png", "b.png");
        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, id));
        assertEquals(
                List.of(phase, phase),
                node.service()
                        .read(
                                id,
                                a ->
                                        a.ignoredErrors().stream()
                                                .map(e -> e.phase().name())
                                                .toList()));
    }

    private void assertNotIgnored(String how, String ignore, ErrorCode code) {
        var node = bench.node();
        assertEquals(
                code, bench.error(node, bench.run(node, failing(how, ignore), "a.png")).code());
    }

    @Test
    void aBrokenUploadFailsUnlessItsMetadataErrorsAreIgnored() {
        var node = bench.node();
        String copy = "'c': {'robot': '/test/pass', 'use': ':original'}}";

        String strict = bench.run(node, "{" + copy, "broken.png");
        String lax =
                bench.run(
                        node,
                        "{':original': {'robot': '/upload/handle', 'ignore_errors': ['meta']},"
                                + copy,
                        "broken.png");

        assertEquals(ErrorCode.FILE_META_DATA_ERROR, bench.error(node, strict).code());
        assertEquals(AssemblyStatus.COMPLETED, bench.status(node, lax));
        assertEquals(1, node.service().<Integer>read(lax, a -> a.ignoredErrors().size()));
        assertTrue(bench.results(node, lax, "c").getFirst().meta().isEmpty());
    }
}
