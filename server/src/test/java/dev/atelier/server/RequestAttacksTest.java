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
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Requests that are too large, broken or hostile: REQ-1, REQ-5 and open mode. */
class RequestAttacksTest {
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
                        "limits.params_bytes=50000",
                        "http.idle_seconds=1",
                        "http.header_seconds=1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void Sec_REQ_1_largeParamsAreRefusedWhileTheyStream() throws Exception {
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
    void Sec_REQ_1_largeFileIsRefusedWhileItStreamsAndLeavesNothing() throws Exception {
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
    void Sec_REQ_1_tooManyFilesAreRefused() throws Exception {
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
    void Sec_REQ_1_tooManyFieldsAreRefused() throws Exception {
        var form = new Multipart().field("params", WRITE);
        for (int i = 0; i < 11; i++) {
            form.field("n" + i, "x");
        }

        assertEquals(400, server.post("/assemblies", form).statusCode());
    }

    @Test
    void Sec_REQ_1_largeFieldIsRefused() throws Exception {
        var form = new Multipart().field("params", WRITE).field("n", "x".repeat(2000));

        assertEquals(413, server.post("/assemblies", form).statusCode());
    }

    @Test
    void Sec_REQ_1_secondParamsPartIsRefused() throws Exception {
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
    void Sec_REQ_1_malformedPartIsRefused(String part) throws Exception {
        var answer = server.post("/assemblies", new Multipart().field("params", WRITE).raw(part));

        assertEquals(400, answer.statusCode());
        assertEquals("INVALID_FORM_DATA", TestServer.json(answer).path("error").asText());
        assertEquals(0, server.storedFiles());
    }

    @Test
    void Sec_REQ_1_missingFinalBoundaryIsRefusedAndAClientMadeIdSaysSo() throws Exception {
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
    void Sec_REQ_1_silentUploadIsCutOffAndLeavesNothing() throws Exception {
        var form = new Multipart().field("params", WRITE);
        try (var raw = new RawHttp(server.port())) {
            raw.send(
                    RawHttp.head(
                            "POST",
                            "/assemblies/" + ID,
                            "Content-Type: "
                                    + form.contentType()
                                    + "\r\nContent-Length: 9000\r\n"));
            raw.send(form.open());

            String answer = raw.answer();

            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
            assertTrue(answer.contains("nothing arrived"), answer);
        }
        assertEquals(0, server.storedFiles());
    }

    @Test
    void Sec_REQ_1_waitingForTheAnswerIsNotIdle() throws Exception {
        var later = CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS);
        later.execute(server.robots.gate::countDown);

        JsonNode status =
                TestServer.json(
                        server.post(
                                "{\"await\":true,\"steps\":{\"held\":{\"robot\":\"/test/wait\"}}}"));

        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText());
    }

    @Test
    void Sec_REQ_1_connectionWithoutHeadersIsClosed() throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send("GET / HT");

            assertEquals("", raw.answer());
        }
    }

    @Test
    void Sec_REQ_1_largeHeadIsRefused() throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send(RawHttp.head("GET", "/", "X: " + "h".repeat(20_000) + "\r\n"));

            assertTrue(raw.answer().startsWith("HTTP/1.1 4"));
        }
    }

    static Stream<String> hostileJson() {
        return Stream.of(
                "[".repeat(100_000),
                "{\"a\":" + "{\"a\":".repeat(60) + "1" + "}".repeat(61),
                "{\"a\":" + "9".repeat(50) + "}",
                "{\"a\":1e999}",
                "{\"a\":NaN}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\\udc00\":1}",
                "\uFEFF{}",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "",
                "{\"" + "n".repeat(300) + "\":1}");
    }

    @ParameterizedTest
    @MethodSource("hostileJson")
    void Sec_REQ_5_hostileJsonGetsAClearRefusal(String params) throws Exception {
        var answer = server.post(params);

        assertTrue(
                answer.statusCode() == 400 || answer.statusCode() == 413,
                () -> TestServer.text(answer));
        String message = TestServer.json(answer).path("message").asText();
        assertTrue(message.length() > 10 && message.length() < 300, message);
        assertTrue(!message.contains("StreamReadConstraints"), message);
    }

    @Test
    void Sec_REQ_5_bytesThatAreNoTextAreRefused() throws Exception {
        var form =
                new Multipart()
                        .part(
                                "form-data; name=\"params\"",
                                null,
                                new byte[] {(byte) 0xc0, (byte) 0xae});

        var answer = server.post("/assemblies", form);

        assertEquals(400, answer.statusCode());
        assertTrue(TestServer.text(answer).contains("UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example\r\n",
                "Host: 127.0.0.1.evil.example\r\n",
                "Host: 10.0.0.1\r\n",
                "Host: localhost\r\nOrigin: https://evil.example\r\n",
                "Host: localhost\r\nOrigin: http://localhost.evil.example\r\n",
                "Host: localhost\r\nOrigin: null\r\n"
            })
    void Sec_openModeServesItsOwnMachineOnly(String headers) throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send("GET /health HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");

            String answer = raw.answer();

            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
            assertTrue(answer.contains("SERVER_403"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost:1234\r\n",
                "Host: [::1]:80\r\n",
                "Host: 127.0.0.1\r\nOrigin: http://localhost:3000\r\n"
            })
    void ownMachineIsServedUnderAllItsNames(String headers) throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send("GET /health HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");

            assertTrue(raw.answer().startsWith("HTTP/1.1 200"));
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
