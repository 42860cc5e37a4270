package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;

/** Every refusal about an Assembly names it, so that people can find it and ask about it. */
class RefusalsTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String WAIT = "{\"steps\":{\"held\":{\"robot\":\"/test/wait\"}}}";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(folder);
        var made = server.post("/assemblies/" + ID, new Multipart().field("params", WAIT));
        assertEquals(200, made.statusCode(), () -> TestServer.text(made));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void named(String error, HttpResponse<byte[]> refused) throws Exception {
        JsonNode body = TestServer.json(refused);
        String url = server.url("/assemblies/" + ID);
        assertEquals(error, body.path("error").asText());
        assertEquals(ID, body.path("assembly_id").asText(), body::toString);
        assertEquals(url, body.path("assembly_url").asText());
        assertEquals(url, body.path("assembly_ssl_url").asText());
    }

    @Test
    void refusalsAboutAnAssemblyNameIt() throws Exception {
        var empty = new Multipart().field("params", "{}");

        named(
                "DO_NOT_REUSE_ASSEMBLY_IDS",
                server.post("/assemblies/" + ID, new Multipart().field("params", WAIT)));
        named("ASSEMBLY_NOT_FINISHED", server.post("/assemblies/" + ID + "/replay", empty));
        named(
                "ASSEMBLY_NOTIFICATION_NOT_REPLAYED",
                server.post("/assembly_notifications/" + ID + "/replay", empty));
        named(
                "NO_OBJECT_PARAMS_FIELD",
                server.post(
                        "/assemblies/" + ID + "/replay", new Multipart().field("params", "[]")));
    }

    @Test
    void refusalsAboutNoAssemblyNameNone() throws Exception {
        String other = "f".repeat(32);

        var unknown = server.get("/assemblies/" + other);
        var unreadable =
                server.post("/assemblies/" + other, new Multipart().field("params", "no json"));

        for (var refused : new HttpResponse<?>[] {unknown, unreadable}) {
            String body =
                    new String((byte[]) refused.body(), java.nio.charset.StandardCharsets.UTF_8);
            assertFalse(body.contains("assembly_url"), body);
        }
    }
}
