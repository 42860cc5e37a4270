package dev.atelier.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.robots.generate.provider.ProviderFakes;
import dev.atelier.robots.generate.provider.Recorder;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Points the official clients of providers at the fakes our adapters are tested with: what the
 * adapters take for an answer has to be one to them, too. Part of the profile {@code conformance};
 * needs node and npm.
 */
@Tag("clients")
class ProviderClientsIT {
    private static final Path CLIENTS = Path.of("clients", "providers").toAbsolutePath();
    private static final int MINUTES = 5;

    @TempDir private static Path logs;

    @BeforeAll
    static void install() throws Exception {
        var npm = List.of("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
        assertEquals(0, run(npm, "npm", ""), () -> log("npm"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "google", "replicate", "fal"})
    void understandsOurFake(String provider) throws Exception {
        try (var server = new Recorder()) {
            server.answering(ProviderFakes.named(provider, server));

            int status = run(List.of("node", provider + ".mjs"), provider, server.url());

            assertEquals(0, status, () -> log(provider));
            assertTrue(log(provider).contains("ok    "), () -> log(provider));
        }
    }

    private static int run(List<String> command, String name, String url) throws Exception {
        var process = new ProcessBuilder(command).directory(CLIENTS.toFile());
        process.redirectErrorStream(true).redirectOutput(logs.resolve(name + ".log").toFile());
        process.environment().put("PROVIDER_URL", url);
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
        } catch (java.io.IOException e) {
            return "no output: " + e.getMessage();
        }
    }
}
