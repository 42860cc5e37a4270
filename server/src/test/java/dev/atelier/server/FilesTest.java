package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** The download door: headers, ranges and what it will not be talked into. */
class FilesTest {
    private static final byte[] PNG =
            "\u0089PNG some picture".getBytes(StandardCharsets.ISO_8859_1);
    private static final String KEEP =
            "{\"await\":true,\"steps\":{\":original\":{\"robot\":\"/upload/handle\",\"result\":true}}}";

    @TempDir Path folder;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String store(String name, byte[] bytes) throws Exception {
        var form = new Multipart().field("params", KEEP).file("f", name, bytes);
        var status = TestServer.json(server.post("/assemblies", form));
        return URI.create(status.at("/results/:original/0/ssl_url").asText()).getRawPath();
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void Sec_SRV_1_everyFileIsServedSoThatNoBrowserRunsIt() throws Exception {
        var answer = server.get(store("tea ü\u201d.png", PNG));

        assertEquals(200, answer.statusCode());
        assertArrayEquals(PNG, answer.body());
        assertEquals("image/png", header(answer, "Content-Type"));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals("default-src 'none'; sandbox", header(answer, "Content-Security-Policy"));
        assertEquals("cross-origin", header(answer, "Cross-Origin-Resource-Policy"));
        assertEquals(
                "inline; filename=\"tea u_.png\"; filename*=UTF-8''tea%20%C3%BC%E2%80%9D.png",
                header(answer, "Content-Disposition"));
        assertEquals("bytes", header(answer, "Accept-Ranges"));
        assertTrue(header(answer, "ETag").matches("\"[0-9a-f]{64}\""));
    }

    @ParameterizedTest
    @CsvSource({"a.png,<html><script>,text/html", "a.jpg,<svg onload=x>,image/svg+xml"})
    void Sec_POLY_1_contentDecidesTheTypeAndWhatCouldRunIsAnAttachment(
            String name, String content, String type) throws Exception {
        var answer = server.get(store(name, content.getBytes(StandardCharsets.UTF_8)));

        assertEquals(type, header(answer, "Content-Type"));
        assertTrue(header(answer, "Content-Disposition").startsWith("attachment;"));
    }

    @Test
    void Sec_SRV_1_nameCannotBreakOutOfItsHeader() throws Exception {
        String path = store("a%22%0D%0AX-Evil: 1;.png", PNG);

        var answer = server.get(path);

        assertEquals(200, answer.statusCode());
        assertTrue(answer.headers().firstValue("X-Evil").isEmpty());
        assertFalse(header(answer, "Content-Disposition").contains("\"\r"));
    }

    private String serve(String name, byte[] bytes, String params) throws Exception {
        var form =
                new Multipart()
                        .field(
                                "params",
                                "{'await': true, 'steps': {'s': {'robot': '/file/serve', 'use':"
                                                .replace('\'', '"')
                                        + "\":original\","
                                        + params.replace('\'', '"')
                                        + "}}}")
                        .file("f", name, bytes);
        var status = TestServer.json(server.post("/assemblies", form));
        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), status::toString);
        return URI.create(status.at("/results/s/0/ssl_url").asText()).getRawPath();
    }

    @Test
    void aServedFileAnswersWithTheHeadersOfItsStepAlsoForPartsAndWhenUnchanged() throws Exception {
        String path =
                serve(
                        "a.png",
                        PNG,
                        "'cache_duration': 60, 'download_name': 'b.png', 'headers': {'X-Name':"
                                + " '${file.name}'}");

        var answer = server.get(path);
        var part = server.send(server.request(path).header("Range", "bytes=0-3"));
        var unchanged =
                server.send(server.request(path).header("If-None-Match", header(answer, "ETag")));

        assertArrayEquals(PNG, answer.body());
        assertEquals("public, max-age=60, s-maxage=60", header(answer, "Cache-Control"));
        assertEquals("a.png", header(answer, "X-Name"));
        assertEquals("image/png; charset=utf-8", header(answer, "Content-Type"));
        assertTrue(
                header(answer, "Content-Disposition").startsWith("attachment; filename=\"b.png"));
        assertEquals(206, part.statusCode());
        assertEquals("a.png", header(part, "X-Name"));
        assertEquals(304, unchanged.statusCode());
        assertEquals("public, max-age=60, s-maxage=60", header(unchanged, "Cache-Control"));
    }

    @Test
    void Sec_SRV_1_noHeaderOfAStepMakesABrowserRunAFile() throws Exception {
        var html = "<html><script>".getBytes(StandardCharsets.UTF_8);

        var plain = server.get(serve("a.html", html, "'cache_duration': 1"));
        var disguised = server.get(serve("a.png", PNG, "'headers': {'Content-Type': 'text/html'}"));

        for (var answer : new HttpResponse<?>[] {plain, disguised}) {
            assertTrue(
                    answer.headers()
                            .firstValue("Content-Disposition")
                            .orElse("")
                            .startsWith("attachment;"));
            assertEquals(
                    "default-src 'none'; sandbox",
                    answer.headers().firstValue("Content-Security-Policy").orElse(""));
            assertEquals(
                    "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 0, 4",
        "bytes=5-, 5, 17",
        "bytes=-4, 13, 17",
        "bytes=3-3, 3, 4",
        "bytes=10-9999, 10, 17"
    })
    void oneRangeIsServed(String range, int from, int to) throws Exception {
        String path = store("a.png", PNG);

        var answer = server.send(server.request(path).header("Range", range));

        assertEquals(206, answer.statusCode());
        assertArrayEquals(Arrays.copyOfRange(PNG, from, to), answer.body());
        assertEquals(
                "bytes " + from + "-" + (to - 1) + "/" + PNG.length,
                header(answer, "Content-Range"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-,0-,0-", "bytes=5-2", "bytes=-", "lines=1-2", "bytes=a-b"})
    void Sec_SRV_2_severalOrSenselessRangesGetTheWholeFile(String range) throws Exception {
        String path = store("a.png", PNG);

        var answer = server.send(server.request(path).header("Range", range));

        assertEquals(200, answer.statusCode());
        assertArrayEquals(PNG, answer.body());
    }

    @Test
    void Sec_SRV_2_rangeBehindTheEndIsUnsatisfiable() throws Exception {
        String path = store("a.png", PNG);

        var answer = server.send(server.request(path).header("Range", "bytes=100-"));

        assertEquals(416, answer.statusCode());
        assertEquals("bytes */" + PNG.length, header(answer, "Content-Range"));
    }

    @Test
    void headTellsTheLengthWithoutABody() throws Exception {
        String path = store("a.png", PNG);

        var answer = server.send(server.request(path).HEAD());

        assertEquals(200, answer.statusCode());
        assertEquals(String.valueOf(PNG.length), header(answer, "Content-Length"));
        assertEquals(0, answer.body().length);
    }

    @Test
    void unchangedFileIsNotSentAgain() throws Exception {
        String path = store("a.png", PNG);
        String tag = header(server.get(path), "ETag");

        assertEquals(
                304, server.send(server.request(path).header("If-None-Match", tag)).statusCode());
    }

    @Test
    void Sec_SRV_2_alteredUrlFindsNothing() throws Exception {
        String path = store("a.png", PNG);
        String id = path.split("/", -1)[2];
        String other = (id.startsWith("0") ? "1" : "0") + id.substring(1);

        assertEquals(404, server.get("/files/" + other + "/a.png").statusCode());
        assertEquals(404, server.get("/files/" + id + "/b.png").statusCode());
        assertEquals(404, server.get("/files/" + id).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/../files/%s/a.png/..%%2f..%%2fetc%%2fpasswd",
                "/files/%s/..%%2f..%%2f..%%2fetc%%2fpasswd",
                "/files/%s/%%252e%%252e%%252fetc%%252fpasswd",
                "/files/%s/%%c0%%ae%%c0%%ae%%c0%%afetc",
                "/files/%s/..\\\\..\\\\etc",
                "/files/%s/a.png;x",
                "/files/%s/a.png%%00.html",
                "/files/..%%2f..%%2fetc/passwd"
            })
    void Sec_SRV_3_pathsLeadNowhereElse(String template) throws Exception {
        String id = store("a.png", PNG).split("/", -1)[2];
        try (var raw = new RawHttp(server.port())) {
            raw.send(RawHttp.head("GET", template.formatted(id), "Connection: close\r\n"));

            String answer = raw.answer();

            assertTrue(answer.matches("(?s)HTTP/1.1 40[04] .*"), answer);
        }
    }
}
