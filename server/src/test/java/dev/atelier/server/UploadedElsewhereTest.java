package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Files a client has put elsewhere and names by URL, as Uppy's importFromUploadURLs does. */
class UploadedElsewhereTest {
    private static final String COPY =
            "{\"steps\":{\"copied\":{\"robot\":\"/test/write\",\"use\":\":original\"}}}";

    private final AtomicInteger asked = new AtomicInteger();

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private HttpServer bucket;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        bucket = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bucket.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    boolean there = exchange.getRequestURI().getPath().equals("/tea.txt");
                    byte[] body = "tea".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(there ? 200 : 404, body.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
        bucket.start();
        server = server("outbound.allowed_private=127.0.0.1/32");
    }

    private TestServer server(String setting) throws IOException {
        return new TestServer(
                folder, setting, "limits.upload_bytes=1000", "outbound.connect_millis=50");
    }

    @AfterEach
    void stop() {
        bucket.stop(0);
        server.close();
    }

    private String assembly(String params) throws Exception {
        var form = new Multipart().field("params", params).field("num_expected_upload_files", "1");
        return TestServer.json(server.post("/assemblies", form)).path("assembly_id").asText();
    }

    private HttpResponse<byte[]> post(String id, String call) throws Exception {
        return server.send(
                server.request("/assemblies/" + id + call)
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private String add(int size, String path) {
        String url = "http://127.0.0.1:" + bucket.getAddress().getPort() + path;
        return "/add_file?size=%d&filename=%s&fieldname=photo&s3Url=%s"
                .formatted(
                        size,
                        URLEncoder.encode("a b.txt", StandardCharsets.UTF_8),
                        URLEncoder.encode(url, StandardCharsets.UTF_8));
    }

    private static String said(HttpResponse<byte[]> answer) throws Exception {
        JsonNode body = TestServer.json(answer);
        return answer.statusCode() + " " + body.path("ok").asText(body.path("error").asText());
    }

    @Test
    void aFileElsewhereBecomesAnUpload() throws Exception {
        String id = assembly(COPY);

        assertEquals("200 ASSEMBLY_FILE_RESERVED", said(post(id, "/reserve_file?size=3")));
        assertEquals("200 ASSEMBLY_FILE_ACCEPTED", said(post(id, add(3, "/tea.txt"))));
        JsonNode status = server.ended(id);

        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), status::toString);
        JsonNode upload = status.at("/uploads/0");
        assertEquals("a b.txt", upload.path("name").asText());
        assertEquals("photo", upload.path("field").asText());
        assertEquals(3, upload.path("size").asInt());
        assertFalse(upload.path("is_tus_file").asBoolean());
        assertEquals(1, status.at("/results/copied").size());
    }

    @Test
    void aRequestSentAgainAddsNothing() throws Exception {
        String id = assembly(COPY);
        post(id, add(3, "/tea.txt"));

        assertEquals("200 ASSEMBLY_FILE_ACCEPTED", said(post(id, add(3, "/tea.txt"))));

        assertEquals(1, server.ended(id).path("uploads").size());
        assertEquals(1, asked.get());
    }

    @Test
    void aFileThatIsNotThereSaysSoAndAnotherMayFollow() throws Exception {
        String id = assembly(COPY);

        assertEquals("400 IMPORT_FILE_ERROR", said(post(id, add(3, "/none.txt"))));
        assertEquals("200 ASSEMBLY_FILE_ACCEPTED", said(post(id, add(3, "/tea.txt"))));

        assertEquals(1, server.ended(id).path("uploads").size());
    }

    @Test
    void anAssemblyThatExpectsNoMoreTakesNone() throws Exception {
        String id = assembly(COPY);
        post(id, add(3, "/tea.txt"));
        server.ended(id);

        for (String call : new String[] {"/reserve_file?size=3", add(3, "/other.txt")}) {
            assertTrue(said(post(id, call)).startsWith("4"), call);
        }
        assertEquals(1, asked.get());
        assertEquals("404 ASSEMBLY_NOT_FOUND", said(post("0".repeat(32), add(3, "/tea.txt"))));
    }

    @Test
    void aFileLargerThanAllowedFailsItsAssembly() throws Exception {
        String limited = "{\"auth\":{\"key\":\"k\",\"max_size\":2}," + COPY.substring(1);
        String announced = assembly(limited);
        String found = assembly(limited);

        assertEquals("413 MAX_SIZE_EXCEEDED", said(post(announced, "/reserve_file?size=3")));
        assertEquals("413 MAX_SIZE_EXCEEDED", said(post(found, add(1, "/tea.txt"))));

        for (String id : new String[] {announced, found}) {
            assertEquals("MAX_SIZE_EXCEEDED", server.status(id).path("error").asText());
        }
    }

    @Test
    void ssrf1PrivateAddressesAreNotAskedForFiles() throws Exception {
        server.close();
        server = server("outbound.connect_millis=50");
        String id = assembly(COPY);

        var refused = post(id, add(3, "/tea.txt"));

        assertEquals("400 IMPORT_FILE_ERROR", said(refused));
        assertEquals(0, asked.get());
    }

    @Test
    void whatIsMissingOrWrongIsRefused() throws Exception {
        String id = assembly(COPY);

        assertEquals("400 INVALID_FORM_DATA", said(post(id, "/add_file?size=3")));
        assertEquals("400 INVALID_FORM_DATA", said(post(id, "/reserve_file?size=-1")));
        assertEquals("400 IMPORT_FILE_ERROR", said(post(id, "/add_file?s3Url=file:///etc/passwd")));
    }
}
