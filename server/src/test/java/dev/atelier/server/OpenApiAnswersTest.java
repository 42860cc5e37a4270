package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The answers of a running server are what {@code docs/openapi.yaml} says, member by member. */
class OpenApiAnswersTest {
    private static final String CREATE = "POST /assemblies";
    private static final String STATUS = "GET /assemblies/{id}";
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String WAIT = "{\"steps\":{\"held\":{\"robot\":\"/test/wait\"}}}";
    private static final String REFUSE = "{\"steps\":{\"no\":{\"robot\":\"/test/refuse\"}}}";
    private static final String COPY =
            "{\"await\":true,\"fields\":{\"a\":[1]},\"steps\":{\"kept\":{\"robot\":\"/test/write\",\"use\":\":original\"}}}";

    @TempDir private Path folder;
    private OpenApiDocument document;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        document = new OpenApiDocument();
        server = new TestServer(folder, "http.unfinished_per_address=1", "limits.files=2");
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

    /** A status says where the Assembly stands or why it failed, never both. */
    private String state(String operation, HttpResponse<byte[]> answer) throws IOException {
        JsonNode status = check(operation, 200, answer);
        assertNotEquals(status.has("ok"), status.has("error"), status::toString);
        return status.path(status.has("ok") ? "ok" : "error").asText();
    }

    @Test
    void runningAndCancelled() throws Exception {
        var created = server.post(WAIT);
        String path = "/assemblies/" + TestServer.json(created).path("assembly_id").asText();

        assertEquals("ASSEMBLY_EXECUTING", state(CREATE, created));
        assertEquals("ASSEMBLY_EXECUTING", state(STATUS, server.get(path)));
        var cancelled = server.send(server.request(path).DELETE());
        assertEquals("ASSEMBLY_CANCELED", state("DELETE /assemblies/{id}", cancelled));
        assertEquals("ASSEMBLY_CANCELED", state(STATUS, server.get(path)));
    }

    @Test
    void completedWithUploadsAndResults() throws Exception {
        var form = new Multipart().file("image", "a.bin", new byte[] {1, 2}).field("params", COPY);

        var answer = server.post("/assemblies", form);

        assertEquals("ASSEMBLY_COMPLETED", state(CREATE, answer));
        JsonNode status = TestServer.json(answer);
        assertEquals(1, status.path("uploads").size());
        assertEquals(1, status.at("/results/kept").size());
    }

    @Test
    void createdUnderAnIdOfTheClient() throws Exception {
        var form = new Multipart().field("params", COPY);

        assertEquals(
                "ASSEMBLY_COMPLETED",
                state("POST /assemblies/{id}", server.post("/assemblies/" + ID, form)));
        var again =
                server.send(
                        server.request("/assemblies/" + ID)
                                .header("Content-Type", form.contentType())
                                .PUT(BodyPublishers.ofByteArray(form.bytes())));
        check("PUT /assemblies/{id}", 400, again);
    }

    @Test
    void failedAndIgnored() throws Exception {
        String id = TestServer.json(server.post(REFUSE)).path("assembly_id").asText();
        server.ended(id);
        assertEquals("USER_COMMAND_ERROR", state(STATUS, server.get("/assemblies/" + id)));

        var ignored =
                server.post(
                        "{\"await\":true,\"steps\":{\"no\":{\"robot\":\"/test/refuse\",\"ignore_errors\":true}}}");
        assertEquals("ASSEMBLY_COMPLETED", state(CREATE, ignored));
        assertEquals(1, TestServer.json(ignored).path("ignored_error_count").asInt());
    }

    @Test
    void brokenOff() throws Exception {
        var form = new Multipart().field("params", COPY);
        try (var raw = new RawHttp(server.port())) {
            raw.send(
                    RawHttp.head(
                            "POST",
                            "/assemblies/" + ID,
                            "Connection: close\r\nContent-Type: "
                                    + form.contentType()
                                    + "\r\nContent-Length: "
                                    + form.open().length
                                    + "\r\n"));
            assertTrue(raw.send(form.open()).answer().startsWith("HTTP/1.1 400"));
        }

        assertEquals("REQUEST_ABORTED", state(STATUS, server.get("/assemblies/" + ID)));
    }

    @Test
    void quiet() throws Exception {
        check(CREATE, 200, server.post(WAIT.replaceFirst("\\{", "{\"quiet\":true,")));
        var refused = server.post("{\"quiet\":true,\"steps\":{\"a\":{\"robot\":\"/no/such\"}}}");
        check(CREATE, 400, refused);
    }

    @Test
    void refusedInstructions() throws Exception {
        JsonNode refused =
                check(
                        CREATE,
                        400,
                        server.post(
                                "{\"steps\":{\"a\":{\"robot\":\"/no/such\"},\"b\":{\"use\":\"c\"}}}"));

        assertTrue(refused.path("violations").size() > 1);
        String failed = refused.path("assembly_id").asText();
        assertEquals(
                refused.path("error").asText(), state(STATUS, server.get("/assemblies/" + failed)));
    }

    @Test
    void refusedRequests() throws Exception {
        check(CREATE, 400, server.post("["));
        check(STATUS, 404, server.get("/assemblies/" + ID));
        check("GET /files/{id}/{name}", 404, server.get("/files/" + ID + "/a.png"));
        var form = new Multipart().field("params", COPY);
        for (String name : List.of("a", "b", "c")) {
            form.file(name, name, new byte[] {1});
        }
        check(CREATE, 413, server.post("/assemblies", form));
        var page = server.request("/health").header("Origin", "https://elsewhere.example");
        check("GET /health", 403, server.send(page));
    }

    @Test
    void tooManyAtATime() throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send(RawHttp.head("POST", "/assemblies", "Content-Length: 10\r\n"));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            var answer = server.post("{}");
            while (answer.statusCode() != 429 && System.nanoTime() < deadline) {
                answer = server.post("{}");
            }

            assertEquals(2, check(CREATE, 429, answer).at("/info/retryIn").asInt());
        }
    }

    @Test
    void health() throws Exception {
        check("GET /health", 200, server.get("/health"));
    }

    @Test
    void memberNobodyWroteDownIsNoticed() throws Exception {
        var form = new Multipart().file("a", "a", new byte[] {1}).field("params", COPY);
        var answer = server.post("/assemblies", form);
        assertEquals("ASSEMBLY_COMPLETED", state(CREATE, answer));

        for (String at : List.of("", "/results/kept/0", "/results/kept/0/meta")) {
            ObjectNode changed = (ObjectNode) TestServer.json(answer);
            ((ObjectNode) changed.at(at)).put("more", 1);

            assertNotEquals(List.of(), document.complaints(STATUS, 200, changed), at);
        }
    }
}
