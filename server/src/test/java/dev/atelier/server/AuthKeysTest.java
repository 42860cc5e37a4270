package dev.atelier.server;

import static dev.atelier.server.KeyedServer.error;
import static dev.atelier.server.KeyedServer.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.server.auth.KeyDesk;
import dev.atelier.server.auth.Scopes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;

/** The keys of an account, looked after over HTTP. */
class AuthKeysTest {
    @TempDir Path folder;
    private KeyedServer server;
    private KeyDesk.Made owner;

    @BeforeEach
    void start() throws Exception {
        server = new KeyedServer(folder);
        owner = server.add(KeyedServer.wanted("a", true, Scopes.all()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String params(KeyDesk.Made key, String more) {
        return "{\"auth\":{\"key\":\"%s\",\"expires\":\"2030-01-01T01:00:00.000Z\"}%s}"
                .formatted(key.key().key(), more);
    }

    private HttpResponse<String> tell(String method, String path, KeyDesk.Made key, String more)
            throws Exception {
        return server.form(method, path, params(key, more), key);
    }

    private JsonNode made(String more) throws Exception {
        var answer = tell("POST", "/auth_keys", owner, more);
        assertEquals(200, answer.statusCode(), answer::body);
        return json(answer).path("auth_key");
    }

    private String uses(JsonNode key, String secret) throws Exception {
        return error(server.token(key.path("auth_key").asText() + ":" + secret, "grant_type=x"));
    }

    @Test
    void keyIsMadeListedChangedAndDeletedAndCountsAtOnce() throws Exception {
        JsonNode key = made(",\"scope\":\"assemblies:write\",\"description\":\"shop\"");
        String secret = key.path("auth_secret").asText();
        String path = "/auth_keys/" + key.path("id").asText();
        assertEquals("400 TOKEN_INVALID_GRANT_TYPE", uses(key, secret));

        var changed =
                tell("PUT", path, owner, ",\"scope\":\"assemblies:read\",\"description\":\"x\"");
        assertEquals("AUTH_KEY_UPDATED", json(changed).path("ok").asText(), changed::body);
        var listed = server.get("/auth_keys", params(owner, ""), owner);
        JsonNode keys = json(listed).path("auth_keys");
        assertEquals("AUTH_KEYS_FOUND", json(listed).path("ok").asText());
        assertEquals(2, keys.size());
        JsonNode mine = keys.path(keys.path(0).path("id").equals(key.path("id")) ? 0 : 1);
        assertEquals("assemblies:read", mine.path("scope").asText());
        assertEquals("x", mine.path("description").asText());

        var deleted = tell("DELETE", path, owner, "");
        assertEquals("AUTH_KEY_DELETED", json(deleted).path("ok").asText());
        assertEquals("400 GET_ACCOUNT_UNKNOWN_AUTH_KEY", uses(key, secret));
        assertEquals("400 AUTH_KEY_NOT_DELETED", error(tell("DELETE", path, owner, "")));
        var left = server.get("/auth_keys", params(owner, ""), owner);
        assertEquals(1, json(left).path("auth_keys").size());
    }

    @Test
    void key1SecretIsAnsweredWhenItIsMadeAndByAKeyMadeToShowIt() throws Exception {
        JsonNode hidden = made(",\"scope\":\"assemblies:write\"");
        JsonNode shown = made(",\"scope\":\"assemblies:write\",\"can_show_auth_secret\":true");
        String show = "/auth_keys/show_secret/";

        var answer = tell("POST", show + shown.path("id").asText(), owner, "");
        assertEquals("AUTH_SECRET_RETRIEVED", json(answer).path("ok").asText());
        assertEquals(shown.path("auth_secret"), json(answer).path("auth_secret"));
        assertEquals(
                "400 AUTH_SECRET_NOT_RETRIEVED",
                error(tell("POST", show + hidden.path("id").asText(), owner, "")));

        String raise = ",\"can_show_auth_secret\":true";
        String path = "/auth_keys/" + hidden.path("id").asText();
        assertEquals("400 AUTH_KEY_NOT_UPDATED", error(tell("PUT", path, owner, raise)));
        var lowered = ",\"can_show_auth_secret\":false";
        tell("PUT", "/auth_keys/" + shown.path("id").asText(), owner, lowered);
        assertEquals(
                "400 AUTH_SECRET_NOT_RETRIEVED",
                error(tell("POST", show + shown.path("id").asText(), owner, "")));
        String listed = server.get("/auth_keys", params(owner, ""), owner).body();
        assertFalse(listed.contains("secret\":\""), listed);
        assertFalse(listed.contains(owner.secret()), listed);
    }

    @Test
    void ten1KeysOfAnotherAccountAreNotThere() throws Exception {
        var stranger = server.add(KeyedServer.wanted("b", true, Scopes.all()));
        JsonNode key = made(",\"scope\":\"assemblies:write\",\"can_show_auth_secret\":true");
        String id = key.path("id").asText();

        var listed = server.get("/auth_keys", params(stranger, ""), stranger);
        assertEquals(1, json(listed).path("auth_keys").size());
        assertFalse(listed.body().contains(id));
        assertEquals(
                "400 AUTH_KEY_NOT_UPDATED", error(tell("PUT", "/auth_keys/" + id, stranger, "")));
        assertEquals(
                "400 AUTH_KEY_NOT_DELETED",
                error(tell("DELETE", "/auth_keys/" + id, stranger, "")));
        assertEquals(
                "400 AUTH_SECRET_NOT_RETRIEVED",
                error(tell("POST", "/auth_keys/show_secret/" + id, stranger, "")));
        assertEquals("400 TOKEN_INVALID_GRANT_TYPE", uses(key, key.path("auth_secret").asText()));
    }

    @Test
    void nobodyHandsOnMoreThanTheyMayDo() throws Exception {
        var clerk =
                server.add(
                        KeyedServer.wanted(
                                "a", true, Scopes.parse("auth_keys:write assemblies:read")));
        JsonNode wide = made(",\"scope\":\"assemblies:write\",\"can_show_auth_secret\":true");
        String id = wide.path("id").asText();

        var make = tell("POST", "/auth_keys", clerk, ",\"scope\":\"templates:read\"");
        assertEquals("400 AUTH_KEY_NOT_CREATED", error(make));
        var change = tell("PUT", "/auth_keys/" + id, clerk, ",\"scope\":\"read write\"");
        assertEquals("400 AUTH_KEY_NOT_UPDATED", error(change));
        assertEquals(
                "400 AUTH_SECRET_NOT_RETRIEVED",
                error(tell("POST", "/auth_keys/show_secret/" + id, clerk, "")));
        assertEquals(
                200,
                tell("POST", "/auth_keys", clerk, ",\"scope\":\"assemblies:read\"").statusCode());
    }

    @Test
    void keysNeedTheirScopes() throws Exception {
        var usual = server.add(KeyedServer.wanted("a", true, Scopes.usual()));
        var reader = server.add(KeyedServer.wanted("a", true, Scopes.parse("auth_keys:read")));

        var list = server.get("/auth_keys", params(usual, ""), usual);
        assertEquals("403 INSUFFICIENT_AUTH_SCOPE", error(list));
        var write = tell("POST", "/auth_keys", reader, ",\"scope\":\"auth_keys:read\"");
        assertEquals("403 INSUFFICIENT_AUTH_SCOPE", error(write));
        var scopes = json(server.get("/auth_keys/scopes", params(reader, ""), reader));
        assertEquals("AUTH_KEY_SCOPES_FOUND", scopes.path("ok").asText());
        assertTrue(scopes.path("scopes").toString().contains("\"assemblies:write\""));
    }

    @Test
    void keyThatCannotBeIsRefusedWithTheReason() throws Exception {
        String[] wrong = {
            "",
            ",\"scope\":\"fly\"",
            ",\"scope\":7",
            ",\"scope\":\"assemblies:read\",\"auth_key\":\"short\"",
            ",\"scope\":\"assemblies:read\",\"auth_key\":\"" + owner.key().key() + "\"",
            ",\"scope\":\"assemblies:read\",\"signature_algo\":\"md5\"",
            ",\"scope\":\"assemblies:read\",\"is_allowed_for_smartcdn\":true",
            ",\"scope\":\"assemblies:read\",\"description\":\"" + "x".repeat(201) + "\"",
        };
        for (String params : wrong) {
            var answer = tell("POST", "/auth_keys", owner, params);
            assertEquals("400 AUTH_KEY_NOT_CREATED", error(answer), params);
        }
    }
}
