package dev.atelier.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the commands about keys print and remember. */
class KeysCommandTest {
    private final StringWriter out = new StringWriter();

    @TempDir Path folder;

    private int run(String... args) {
        out.getBuffer().setLength(0);
        var all = new ArrayList<>(List.of(args));
        all.add("--data");
        all.add(folder.toString());
        return new CommandLine(new KeysCommand())
                .setOut(new PrintWriter(out))
                .execute(all.toArray(String[]::new));
    }

    private JsonNode printed() throws Exception {
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void keyIsShownOnceListedAndRevoked() throws Exception {
        assertEquals(
                0,
                run(
                        "add",
                        "--json",
                        "--name",
                        "shop",
                        "--account",
                        "acme",
                        "--algo",
                        "sha384",
                        "--require-signature",
                        "--scopes",
                        "assemblies:write,templates:read"));
        String key = printed().path("key").asText();
        String secret = printed().path("secret").asText();
        assertEquals(64, secret.length());

        assertEquals(0, run("list", "--json"));
        assertEquals("acme", printed().path("account").asText());
        assertEquals("shop", printed().path("name").asText());
        assertEquals("sha384", printed().path("algo").asText());
        assertEquals("assemblies:write templates:read", printed().path("scopes").asText());
        assertTrue(printed().path("require_signature").asBoolean());
        assertFalse(out.toString().contains(secret));

        assertEquals(0, run("rotate-master"));
        assertEquals("secrets under the new master key: 1", out.toString().strip());
        assertEquals(0, run("revoke", key));
        assertEquals(0, run("list"));
        assertTrue(out.toString().contains("revoked"), out::toString);
    }

    @Test
    void wrongUseEndsWithTwo() {
        assertEquals(2, AtelierCommand.execute("keys"));
        String data = folder.toString();
        assertEquals(2, AtelierCommand.execute("keys", "revoke", "nobody", "--data", data));
        assertEquals(2, AtelierCommand.execute("keys", "add", "--algo", "md5", "--data", data));
        assertEquals(2, AtelierCommand.execute("keys", "add", "--scopes", "fly", "--data", data));
        assertEquals(2, AtelierCommand.execute("keys", "add", "--account", "a b", "--data", data));
        assertEquals(
                2, AtelierCommand.execute("serve", "--set", "auth.key=lonely-key", "--data", data));
    }
}
