package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Lists, templates, figures and the like are answered as {@code docs/openapi.yaml} says. */
class OpenApiAccountAnswersTest {
    private static final String WRITE = "{\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}";
    private static final String TEMPLATE = "{\"name\":\"tea-shop\",\"template\":" + WRITE + "}";

    @TempDir private Path folder;
    private OpenApiDocument document;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        document = new OpenApiDocument();
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode check(String operation, int status, HttpResponse<byte[]> answer)
            throws IOException {
        JsonNode body = TestServer.json(answer);
        assertEquals(status, answer.statusCode(), body::toString);
        assertEquals(List.of(), document.complaints(operation, status, body));
        return body;
    }

    private JsonNode read(String path, String documented, String params, int status)
            throws Exception {
        String query = "?params=" + URLEncoder.encode(params, StandardCharsets.UTF_8);
        return check("GET " + documented, status, server.get(path + query));
    }

    private JsonNode tell(String method, String path, String documented, String params, int status)
            throws Exception {
        var form = new Multipart().field("params", params);
        var answer =
                server.send(
                        server.request(path)
                                .header("Content-Type", form.contentType())
                                .method(method, BodyPublishers.ofByteArray(form.bytes())));
        return check(method + " " + documented, status, answer);
    }

    private String ended() throws Exception {
        String id = TestServer.json(server.post(WRITE)).path("assembly_id").asText();
        server.ended(id);
        return id;
    }

    @Test
    void waitingForUploads() throws Exception {
        var form = new Multipart().field("params", WRITE).field("num_expected_upload_files", "1");

        JsonNode status = check("POST /assemblies", 200, server.post("/assemblies", form));

        assertEquals("ASSEMBLY_UPLOADING", status.path("ok").asText());
    }

    @Test
    void listAndReplay() throws Exception {
        String id = ended();

        assertEquals(1, read("/assemblies", "/assemblies", "{}", 200).path("count").asInt());
        read("/assemblies", "/assemblies", "{\"page\":0}", 400);
        JsonNode replay =
                tell("POST", "/assemblies/" + id + "/replay", "/assemblies/{id}/replay", "{}", 200);
        String child = replay.path("assembly_id").asText();
        check("GET /assemblies/{id}", 200, server.get("/assemblies/" + child));
    }

    @Test
    void notifications() throws Exception {
        String id = ended();
        String documented = "/assembly_notifications/{id}";

        check("GET " + documented, 200, server.get("/assembly_notifications/" + id));
        String replay = "/assembly_notifications/" + id + "/replay";
        tell("POST", replay, documented + "/replay", "{}", 400);
    }

    @Test
    void templates() throws Exception {
        tell("POST", "/templates", "/templates", TEMPLATE, 200);
        tell("POST", "/templates", "/templates", TEMPLATE, 400);
        read("/templates", "/templates", "{}", 200);
        read("/templates/tea-shop", "/templates/{id}", "{}", 200);
        String change = "{\"require_signature_auth\":0}";
        tell("PUT", "/templates/tea-shop", "/templates/{id}", change, 200);
        var created = server.post("{\"template_id\":\"tea-shop\",\"await\":true}");
        check("POST /assemblies", 200, created);
        tell("DELETE", "/templates/tea-shop", "/templates/{id}", "{}", 200);
        read("/templates/tea-shop", "/templates/{id}", "{}", 404);
    }

    @Test
    void templateCredentials() throws Exception {
        String all = "/template_credentials";
        String one = "/template_credentials/{id}";
        String content =
                "{\"name\":\"pictures\",\"type\":\"s3\",\"content\":{\"key\":\"k\",\"secret\":\"s\",\"bucket\":\"b\"}}";

        read(all + "/types", all + "/types", "{}", 200);
        tell("POST", all, all, "{}", 400);
        String id = tell("POST", all, all, content, 200).at("/credential/id").asText();
        read(all, all, "{}", 200);
        read(all + "/" + id, one, "{}", 200);
        tell("PUT", all + "/" + id, one, "{\"content\":{\"bucket\":\"c\"}}", 200);
        tell("DELETE", all + "/" + id, one, "{}", 200);
        read(all + "/" + id, one, "{}", 400);
    }

    @Test
    void models() throws Exception {
        read("/models", "/models", "{}", 200);
    }

    @Test
    void figures() throws Exception {
        ended();
        JsonNode stats = read("/assembly_stats", "/assembly_stats", "{\"region\":\"all\"}", 200);
        assertEquals(1, stats.path("totalAssemblies").asInt());
        read("/assembly_stats", "/assembly_stats", "{}", 400);
        String slots = "/priority_job_slot_stats";
        read(slots, slots, "{\"region\":\"all\"}", 200);
        read("/queues/job_slots", "/queues/job_slots", "{}", 200);
        read("/bill/2026-01", "/bill/{month}", "{}", 200);
        read("/bill/9000-01", "/bill/{month}", "{}", 200);
    }
}
