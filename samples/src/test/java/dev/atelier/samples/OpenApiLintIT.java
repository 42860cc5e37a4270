package dev.atelier.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Holds {@code docs/openapi.yaml} against the linters of {@code docs/lint}. Part of the profile
 * {@code conformance}; needs node and npm.
 */
@Tag("clients")
class OpenApiLintIT {
    private static final Path LINT = Path.of("..", "docs", "lint").toAbsolutePath().normalize();
    private static final int MINUTES = 10;

    @TempDir private Path logs;

    @Test
    void lintersFindNothing() throws Exception {
        Path log = logs.resolve("lint.log");
        Process linters =
                new ProcessBuilder("sh", "lint.sh")
                        .directory(LINT.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        linters.getOutputStream().close();
        if (!linters.waitFor(MINUTES, TimeUnit.MINUTES)) {
            linters.descendants().forEach(ProcessHandle::destroyForcibly);
            linters.destroyForcibly();
            throw new AssertionError("the linters did not end in time:\n" + Files.readString(log));
        }

        assertEquals(0, linters.exitValue(), Files.readString(log));
    }
}
