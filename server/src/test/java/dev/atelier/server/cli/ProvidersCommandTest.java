package dev.atelier.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.robots.generate.provider.Recorder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the commands about providers print, remember and keep to themselves. */
class ProvidersCommandTest {
    private static final String KEY = "sk-very-secret-0123456789";

    private final StringWriter out = new StringWriter();
    private final Recorder provider = new Recorder();

    @TempDir Path folder;

    @AfterEach
    void close() {
        provider.close();
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        all.addAll(List.of("--set", "providers.openai.base_url=" + provider.url()));
        var writer = new PrintWriter(out);
        return new CommandLine(new ProvidersCommand())
                .setOut(writer)
                .setErr(writer)
                .execute(all.toArray(String[]::new));
    }

    private void store() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
        assertEquals(0, run("set", "openai", "--key-file", file.toString()), out::toString);
    }

    private String line(String name) {
        run("list");
        return out.toString().lines().filter(l -> l.startsWith(name)).findFirst().orElseThrow();
    }

    @Test
    void aStoredKeyMakesItsProviderReadyUntilItIsRemoved() throws Exception {
        assertTrue(line("openai").contains("not set"), out::toString);
        assertTrue(line("openai").contains("ATELIER_PROVIDERS_OPENAI_KEY"), out::toString);

        store();
        assertTrue(line("openai").contains("ready"), out::toString);
        assertTrue(line("openai").contains("key stored"), out::toString);

        assertEquals(0, run("remove", "openai"));
        assertTrue(line("openai").contains("not set"), out::toString);
    }

    @Test
    void theKeyIsNowhereToBeRead() throws Exception {
        store();
        run("list", "--json");

        assertFalse(out.toString().contains(KEY));
        try (var files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(content.contains(KEY), file::toString);
            }
        }
    }

    @Test
    void aTestAsksForSomethingThatCostsNothing() throws Exception {
        store();
        provider.answering(_ -> Recorder.Reply.json("{\"data\": []}"));

        assertEquals(0, run("test", "openai"), out::toString);

        assertEquals("GET", provider.requests().getFirst().method());
        assertEquals(
                "Bearer " + KEY, provider.requests().getFirst().headers().get("authorization"));
        assertTrue(out.toString().contains("takes the key"), out::toString);
    }

    @Test
    void aWrongKeyIsToldInTheProvidersWordsAndNotRepeated() throws Exception {
        store();
        provider.answering(_ ->
                Recorder.Reply.of(
                        401, "{\"error\": {\"message\": \"Incorrect key " + KEY + "\"}}"));

        assertEquals(1, run("test", "openai"));

        assertTrue(out.toString().contains("Incorrect key ***"), out::toString);
        assertFalse(out.toString().contains(KEY));
    }

    @Test
    void aProviderWithoutAKeyIsNotAsked() {
        assertEquals(1, run("test", "openai"));

        assertTrue(out.toString().contains("not set up"), out::toString);
        assertEquals(0, provider.requests().size());
    }
}
