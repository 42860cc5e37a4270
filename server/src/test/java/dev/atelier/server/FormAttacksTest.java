package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/** REQ-1: forms, files and heads that are too large or broken. */
class FormAttacksTest {
    private static final String WRITE = "{\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}";
    private static final String ID = "00000000000000000000000000000001";

    @TempDir Path folder;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server =
                new TestServer(
                        folder,
                        "limits.upload_bytes=100000",
                        "limits.files=3",
                        "limits.fields=10",
                        "limits.field_bytes=1000",
                        "limits.params_bytes=50000");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void req1LargeParamsAreRefusedWhileTheyStream() throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send(
                    RawHttp.head(
                            "POST",
                            "/assemblies",
                            "Content-Type: application/json\r\nContent-Length: 100000000\r\n"));
            raw.send(" ".repeat(60_000));

            String answer = raw.answer();

            assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
            assertTrue(answer.contains("MAX_SIZE_EXCEEDED"));
        }
    }

    @Test
    void req1LargeFileIsRefusedWhileItStreamsAndLeavesNothing() throws Exception {
        var form = new Multipart().field("params", WRITE);
        form.raw(
                "--"
                        + Multipart.BOUNDARY
                        + "\r\n"
                        + "Content-Disposition: form-data; name=\"f\"; filename=\"big\"\r\n\r\n");
        try (var raw = new RawHttp(server.port())) {
            raw.send(
                    RawHttp.head(
                            "POST",
                            "/assemblies",
                            "Content-Type: "
                                    + form.contentType()
                                    + "\r\nContent-Length: 5000000000\r\n"));
            raw.send(form.open());
            raw.send("x".repeat(150_000));

            assertTrue(raw.answer().startsWith("HTTP/1.1 413"));
        }
        assertEquals(0, server.storedFiles());
    }

    @Test
    void req1TooManyFilesAreRefused() throws Exception {
        var form = new Multipart().field("params", WRITE);
        for (int i = 0; i < 4; i++) {
            form.file("f" + i, "f", new byte[] {1});
        }

        var answer = server.post("/assemblies", form);

        assertEquals(413, answer.statusCode());
        assertEquals(
                "MAX_NUMBER_OF_FILES_EXCEEDED", TestServer.json(answer).path("error").asText());
        assertEquals(0, server.storedFiles());
    }

    @Test
    void req1TooManyFieldsAreRefused() throws Exception {
        var form = new Multipart().field("params", WRITE);
        for (int i = 0; i < 11; i++) {
            form.field("n" + i, "x");
        }

        assertEquals(400, server.post("/assemblies", form).statusCode());
    }

    @Test
    void req1LargeFieldIsRefused() throws Exception {
        var form = new Multipart().field("params", WRITE).field("n", "x".repeat(2000));

        assertEquals(413, server.post("/assemblies", form).statusCode());
    }

    @Test
    void req1SecondParamsPartIsRefused() throws Exception {
        var form = new Multipart().field("params", WRITE).field("params", WRITE);

        var answer = server.post("/assemblies", form);

        assertEquals(400, answer.statusCode());
        assertEquals("INVALID_FORM_DATA", TestServer.json(answer).path("error").asText());
    }

    static Stream<String> brokenParts() {
        String start = "--" + Multipart.BOUNDARY + "\r\n";
        return Stream.of(
                start + "Content-Disposition: form-data; name=\"a\u0000b\"\r\n\r\nx\r\n",
                start + "Content-Disposition: form-data; name=\"\"\r\n\r\nx\r\n",
                start + "Content-Disposition: attachment\r\n\r\nx\r\n",
                start + "Content-Type: text/plain\r\n\r\nx\r\n",
                start + "X: " + "h".repeat(20_000) + "\r\n\r\nx\r\n",
                start
                        + "Content-Disposition: form-data; name=\"f\"; filename=\""
                        + "n".repeat(1_000_000)
                        + "\"\r\n\r\nx\r\n");
    }

    @ParameterizedTest
    @MethodSource("brokenParts")
    void req1MalformedPartIsRefused(String part) throws Exception {
        var answer = server.post("/assemblies", new Multipart().field("params", WRITE).raw(part));

        assertEquals(400, answer.statusCode());
        assertEquals("INVALID_FORM_DATA", TestServer.json(answer).path("error").asText());
        assertEquals(0, server.storedFiles());
    }

    @Test
    void req1MissingFinalBoundaryIsRefusedAndAClientMadeIdSaysSo() throws Exception {
        var form = new Multipart().field("params", WRITE).file("f", "f", new byte[] {1});
        byte[] body = form.open();
        try (var raw = new RawHttp(server.port())) {
            raw.send(
                    RawHttp.head(
                            "POST",
                            "/assemblies/" + ID,
                            "Connection: close\r\nContent-Type: "
                                    + form.contentType()
                                    + "\r\nContent-Length: "
                                    + body.length
                                    + "\r\n"));
            raw.send(body);

            String answer = raw.answer();

            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
            assertTrue(answer.contains("final boundary"), answer);
        }
        assertEquals("REQUEST_ABORTED", server.status(ID).path("ok").asText());
        assertEquals(0, server.storedFiles());
    }

    @Test
    void req1LargeHeadIsRefused() throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send(RawHttp.head("GET", "/", "X: " + "h".repeat(20_000) + "\r\n"));

            assertTrue(raw.answer().startsWith("HTTP/1.1 4"));
        }
    }

    @Test
    void boundaryLookAlikesInsideAFileAreContent() throws Exception {
        String tricky =
                "\r\n--" + Multipart.BOUNDARY + "x\r\r\n--\r\n--" + Multipart.BOUNDARY.substring(1);
        var form =
                new Multipart()
                        .file("f", "f.bin", tricky.repeat(700).getBytes(StandardCharsets.UTF_8))
                        .field(
                                "params",
                                "{\"steps\":{\":original\":{\"robot\":\"/upload/handle\",\"result\":true}}}");

        JsonNode created = TestServer.json(server.post("/assemblies", form));

        var file =
                server.get(
                        java.net
                                .URI
                                .create(created.at("/uploads/0/ssl_url").asText())
                                .getRawPath());
        assertEquals(tricky.repeat(700), TestServer.text(file));
    }
}
