package dev.atelier.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.server.drill.ServerProcess;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs of {@code samples/clients}, which use clients other people wrote, against a
 * started server. Part of the profile {@code conformance}; needs node, npm, curl and openssl.
 */
@Tag("clients")
class ClientsIT {
    private static final Path CLIENTS = Path.of("clients").toAbsolutePath();
    private static final String KEY = "sample-key";
    private static final String SECRET = "sample-secret-of-thirty-two-bytes";
    private static final int MINUTES = 5;

    @TempDir private static Path data;
    @TempDir private static Path logs;
    private static @Nullable ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        assertEquals(0, run(List.of("sh", "install.sh"), "install"), () -> log("install"));
        server =
                ServerProcess.start(
                        data,
                        0,
                        List.of(
                                "auth.key=" + KEY,
                                "auth.secret=" + SECRET,
                                "outbound.allowed_private=127.0.0.0/8"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node-sdk.mjs",
                "transloadit-node.mjs",
                "tus-js-client.mjs",
                "tus-store.mjs",
                "uppy.mjs",
                "html-form.mjs",
                "curl.sh",
                "cli.sh"
            })
    void worksUnchanged(String program) throws Exception {
        String runner = program.endsWith(".sh") ? "sh" : "node";

        int status = run(List.of(runner, program), program);

        assertEquals(0, status, () -> log(program));
        assertTrue(log(program).contains("ok    "), () -> log(program));
    }

    private static int run(List<String> command, String name) throws Exception {
        var process = new ProcessBuilder(command).directory(CLIENTS.toFile());
        process.redirectErrorStream(true).redirectOutput(logs.resolve(name + ".log").toFile());
        if (server != null) {
            var environment = process.environment();
            environment.put("TRANSLOADIT_ENDPOINT", server.url());
            environment.put("TRANSLOADIT_KEY", KEY);
            environment.put("TRANSLOADIT_SECRET", SECRET);
        }
        Process started = process.start();
        started.getOutputStream().close();
        if (!started.waitFor(MINUTES, TimeUnit.MINUTES)) {
            started.destroyForcibly();
            throw new AssertionError(name + " did not end in time:\n" + log(name));
        }
        return started.exitValue();
    }

    private static String log(String name) {
        try {
            return Files.readString(logs.resolve(name + ".log"));
        } catch (IOException e) {
            return "no output: " + e.getMessage();
        }
    }
}
