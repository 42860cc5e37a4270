package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.server.conformance.TusClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Resumable uploads as tus clients see them. */
class ResumableUploadsTest {
    private static final String COPY =
            "{\"steps\":{\"kept\":{\"robot\":\"/test/write\",\"use\":\":original\"}}}";
    private static final byte[] CONTENT = "twenty bytes of text".getBytes(UTF_8);
    private static final String BYTES = "application/offset+octet-stream";

    @TempDir Path folder;
    private final TusClient tus = new TusClient();

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(folder, "limits.upload_bytes=1000000");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode assembly(int expected) throws Exception {
        return assembly(expected, COPY);
    }

    private JsonNode assembly(int expected, String params) throws Exception {
        var form =
                new Multipart()
                        .field("params", params)
                        .field("num_expected_upload_files", Integer.toString(expected));
        return TestServer.json(server.post("/assemblies", form));
    }

    private static String url(JsonNode assembly) {
        return assembly.required("assembly_ssl_url").asText();
    }

    private static String id(JsonNode assembly) {
        return assembly.required("assembly_id").asText();
    }

    private static String tusUrl(JsonNode assembly) {
        return assembly.required("tus_url").asText();
    }

    private HttpResponse<String> create(JsonNode assembly, long length, String... headers)
            throws Exception {
        return tus.create(
                tusUrl(assembly),
                TusClient.metadata(url(assembly), "image", "a.txt"),
                length,
                headers);
    }

    private String begun(JsonNode assembly, long length, String... headers) throws Exception {
        HttpResponse<String> created = create(assembly, length, headers);
        assertEquals(201, created.statusCode(), created.body());
        return TusClient.location(created);
    }

    private static byte[] part(int from, int to) {
        return Arrays.copyOfRange(CONTENT, from, to);
    }

    private void completed(JsonNode assembly, byte[] bytes) throws Exception {
        JsonNode status = server.ended(id(assembly));
        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), status::toString);
        JsonNode upload = status.at("/uploads/0");
        assertEquals(md5(bytes), upload.path("md5hash").asText());
        assertEquals(bytes.length, upload.path("size").asInt());
    }

    private static String md5(byte[] bytes) throws Exception {
        return java.util.HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }

    @Test
    void anUploadInPiecesBecomesAFileOfItsAssembly() throws Exception {
        JsonNode assembly = assembly(1);
        assertEquals("ASSEMBLY_UPLOADING", assembly.path("ok").asText());
        assertEquals(1, assembly.path("expected_tus_uploads").asInt());
        var metadata = TusClient.metadata(url(assembly), "image", "a.txt");
        metadata.put("relativePath", "täg/a.txt");

        String upload = tus.upload(tusUrl(assembly), metadata, CONTENT, 7);

        completed(assembly, CONTENT);
        JsonNode status = server.status(id(assembly));
        JsonNode file = status.at("/uploads/0");
        assertTrue(file.path("is_tus_file").asBoolean());
        assertEquals(upload, file.path("tus_upload_url").asText());
        assertEquals("a.txt", file.path("name").asText());
        assertEquals("image", file.path("field").asText());
        assertEquals("täg/a.txt", file.at("/user_meta/relativePath").asText());
        assertFalse(file.path("user_meta").has("assembly_url"));
        assertEquals("image", status.at("/results/kept/0/field").asText());
        assertFalse(status.at("/results/kept/0/is_tus_file").asBoolean());
    }

    @Test
    void theStatusShowsUploadsUnderWay() throws Exception {
        JsonNode assembly = assembly(2);
        String upload = begun(assembly, CONTENT.length);
        tus.patch(upload, 0, part(0, 8));

        JsonNode status = server.status(id(assembly));

        assertEquals(2, status.path("expected_tus_uploads").asInt());
        assertEquals(1, status.path("started_tus_uploads").asInt());
        assertEquals(0, status.path("finished_tus_uploads").asInt());
        assertEquals(8, status.path("bytes_received").asInt());
        assertEquals(CONTENT.length, status.path("bytes_expected").asInt());
        JsonNode entry = status.at("/tus_uploads/0");
        assertEquals("a.txt", entry.path("filename").asText());
        assertEquals("image", entry.path("fieldname").asText());
        assertEquals(CONTENT.length, entry.path("size").asInt());
        assertEquals(8, entry.path("offset").asInt());
        assertFalse(entry.path("finished").asBoolean(true));
        assertEquals(upload, entry.path("upload_url").asText());

        tus.patch(upload, 8, part(8, CONTENT.length));

        JsonNode next = server.status(id(assembly));
        assertEquals("ASSEMBLY_UPLOADING", next.path("ok").asText());
        assertEquals(1, next.path("finished_tus_uploads").asInt());
        assertTrue(next.at("/tus_uploads/0/finished").asBoolean());
        assertEquals(CONTENT.length, next.path("bytes_received").asInt());
    }

    @Test
    void filesOfTheFormAndResumableUploadsMix() throws Exception {
        var form =
                new Multipart()
                        .field("params", COPY)
                        .file("first", "one.bin", new byte[] {1, 2, 3})
                        .field("tus_num_expected_upload_files", "1");
        JsonNode assembly = TestServer.json(server.post("/assemblies", form));
        assertEquals("ASSEMBLY_UPLOADING", assembly.path("ok").asText());

        tus.upload(
                tusUrl(assembly),
                TusClient.metadata(url(assembly), "second", "two.txt"),
                CONTENT,
                100);

        JsonNode status = server.ended(id(assembly));
        assertEquals(2, status.path("uploads").size());
        assertEquals(2, status.at("/results/kept").size());
        assertEquals(23, status.path("bytes_received").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"num_expected_upload_files", "tus_num_expected_upload_files"})
    void theExpectedNumberMayStandInParams(String name) throws Exception {
        String params = COPY.replaceFirst("\\{", "{\"" + name + "\":1,");

        JsonNode assembly = TestServer.json(server.post(params));

        assertEquals("ASSEMBLY_UPLOADING", assembly.path("ok").asText());
        tus.upload(tusUrl(assembly), TusClient.metadata(url(assembly), "f", "a.txt"), CONTENT, 100);
        completed(assembly, CONTENT);
    }

    @Test
    void anEmptyFileIsCompleteWhenItIsBegun() throws Exception {
        JsonNode assembly = assembly(1);

        begun(assembly, 0);

        completed(assembly, new byte[0]);
    }

    @Test
    void aLengthMayComeWithTheLastAndEmptyPiece() throws Exception {
        JsonNode assembly = assembly(1);
        var created =
                tus.send(
                        "POST",
                        tusUrl(assembly),
                        "Upload-Defer-Length",
                        "1",
                        "Upload-Metadata",
                        TusClient.header(TusClient.metadata(url(assembly), "f", "a.txt")));
        assertEquals(201, created.statusCode());
        String upload = TusClient.location(created);
        tus.patch(upload, 0, CONTENT);
        assertEquals(
                "1", tus.head(upload).headers().firstValue("Upload-Defer-Length").orElse("none"));
        assertEquals("ASSEMBLY_UPLOADING", server.status(id(assembly)).path("ok").asText());

        var last =
                tus.send(
                        "PATCH",
                        upload,
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[0])),
                        "Upload-Offset",
                        "20",
                        "Upload-Length",
                        "20",
                        "Content-Type",
                        BYTES);

        assertEquals(204, last.statusCode(), last.body());
        completed(assembly, CONTENT);
    }

    @Test
    void theFirstBytesMayComeWithTheCreation() throws Exception {
        JsonNode assembly = assembly(1);

        var created =
                tus.send(
                        "POST",
                        tusUrl(assembly),
                        BodyPublishers.ofByteArray(part(0, 5)),
                        "Upload-Length",
                        "20",
                        "Content-Type",
                        BYTES,
                        "Upload-Metadata",
                        TusClient.header(TusClient.metadata(url(assembly), "f", "a.txt")));

        assertEquals(201, created.statusCode(), created.body());
        assertEquals(5, TusClient.offset(created));
        tus.patch(TusClient.location(created), 5, part(5, 20));
        completed(assembly, CONTENT);
    }

    @Test
    void headSaysWhereAnUploadStandsAndHowLongItIsKept() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly, 20);
        tus.patch(upload, 0, part(0, 11));

        var head = tus.head(upload);

        assertEquals(200, head.statusCode());
        assertEquals(11, TusClient.offset(head));
        assertEquals("20", head.headers().firstValue("Upload-Length").orElse("none"));
        assertEquals("no-store", head.headers().firstValue("Cache-Control").orElse("none"));
        assertTrue(
                head.headers()
                        .firstValue("Upload-Metadata")
                        .orElse("none")
                        .contains("filename YS50eHQ="));
        assertTrue(head.headers().firstValue("Upload-Expires").orElse("none").endsWith(" GMT"));
    }

    @Test
    void optionsNameWhatIsSpoken() throws Exception {
        var options = tus.send("OPTIONS", server.url("/resumable/files/"));

        var headers = options.headers();
        assertEquals(204, options.statusCode());
        assertEquals("1.0.0", headers.firstValue("Tus-Version").orElse("none"));
        assertEquals("1000000", headers.firstValue("Tus-Max-Size").orElse("none"));
        assertTrue(headers.firstValue("Tus-Extension").orElse("").contains("concatenation"));
        assertEquals(
                "md5,sha1,sha256,sha512",
                headers.firstValue("Tus-Checksum-Algorithm").orElse("none"));
        assertEquals("*", headers.firstValue("Access-Control-Allow-Origin").orElse("none"));
    }

    @Test
    void browsersMayReadWhatTheyNeed() throws Exception {
        JsonNode assembly = assembly(1);

        var created = create(assembly, 20);

        String exposed =
                created.headers().firstValue("Access-Control-Expose-Headers").orElse("none");
        for (String header : new String[] {"Location", "Upload-Offset", "Upload-Length"}) {
            assertTrue(exposed.contains(header), exposed);
        }
    }

    @Test
    void aWrongVersionIsRefused() throws Exception {
        JsonNode assembly = assembly(1);

        var refused = create(assembly, 20, "Tus-Resumable", "0.2.2");

        assertEquals(412, refused.statusCode());
        assertEquals("1.0.0", refused.headers().firstValue("Tus-Version").orElse("none"));
    }

    @ParameterizedTest
    @CsvSource({"sha1,SHA-1", "sha256,SHA-256", "md5,MD5"})
    void aPieceThatMatchesItsChecksumIsTaken(String name, String algorithm) throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly, 20);
        byte[] digest = MessageDigest.getInstance(algorithm).digest(CONTENT);

        var answer =
                tus.patch(
                        upload,
                        0,
                        CONTENT,
                        "Upload-Checksum",
                        name + " " + Base64.getEncoder().encodeToString(digest));

        assertEquals(204, answer.statusCode(), answer.body());
        completed(assembly, CONTENT);
    }

    @Test
    void aPieceThatDoesNotMatchItsChecksumLeavesNothing() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly, 20);
        tus.patch(upload, 0, part(0, 5));
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(CONTENT);

        var answer =
                tus.patch(
                        upload,
                        5,
                        part(5, 20),
                        "Upload-Checksum",
                        "sha1 " + Base64.getEncoder().encodeToString(digest));

        assertEquals(460, answer.statusCode());
        assertEquals(5, TusClient.offset(tus.head(upload)));
        var unknown = tus.patch(upload, 5, part(5, 20), "Upload-Checksum", "crc32 AAAA");
        assertEquals(400, unknown.statusCode());
        assertEquals(204, tus.patch(upload, 5, part(5, 20)).statusCode());
        completed(assembly, CONTENT);
    }

    @Test
    void partialUploadsArePutTogether() throws Exception {
        JsonNode assembly = assembly(1);
        String second = begun(assembly, 12, "Upload-Concat", "partial");
        String first = begun(assembly, 8, "Upload-Concat", "partial");
        tus.patch(second, 0, part(8, 20));
        tus.patch(first, 0, part(0, 8));
        assertEquals("ASSEMBLY_UPLOADING", server.status(id(assembly)).path("ok").asText());

        var joined = join(assembly, first + " " + second);

        assertEquals(201, joined.statusCode(), joined.body());
        completed(assembly, CONTENT);
        assertEquals(
                TusClient.location(joined),
                server.status(id(assembly)).at("/uploads/0/tus_upload_url").asText());
    }

    private HttpResponse<String> join(JsonNode assembly, String parts) throws Exception {
        return tus.send(
                "POST",
                tusUrl(assembly),
                "Upload-Concat",
                "final;" + parts,
                "Upload-Metadata",
                TusClient.header(TusClient.metadata(url(assembly), "f", "a.txt")));
    }

    @Test
    void partsThatAreNotCompleteAreNotPutTogether() throws Exception {
        JsonNode assembly = assembly(1);
        String part = begun(assembly, 8, "Upload-Concat", "partial");

        assertEquals(400, join(assembly, part).statusCode());
        assertEquals(400, join(assembly, begun(assembly, 20)).statusCode());
        assertEquals(
                404, join(assembly, part.replaceAll("[0-9a-f]{32}$", "0".repeat(32))).statusCode());
    }

    @Test
    void anUploadCanBeRemoved() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly, 20);
        tus.patch(upload, 0, part(0, 5));

        assertEquals(204, tus.send("DELETE", upload).statusCode());

        assertEquals(404, tus.head(upload).statusCode());
        try (var left = java.nio.file.Files.list(folder.resolve("uploads"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void req6PostStandsForPatchHeadAndDeleteOfAnUpload() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly, 20);
        var patched =
                tus.send(
                        "POST",
                        upload,
                        BodyPublishers.ofByteArray(part(0, 5)),
                        "X-HTTP-Method-Override",
                        "PATCH",
                        "Upload-Offset",
                        "0",
                        "Content-Type",
                        BYTES);
        assertEquals(204, patched.statusCode(), patched.body());

        var head = tus.send("POST", upload, "X-HTTP-Method-Override", "HEAD");
        assertEquals(5, TusClient.offset(head));
        assertEquals(
                204, tus.send("POST", upload, "X-HTTP-Method-Override", "DELETE").statusCode());
        assertEquals(404, tus.head(upload).statusCode());
    }

    @Test
    void req6NoOtherMethodIsOverridden() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly, 20);

        assertEquals(400, tus.send("POST", upload, "X-HTTP-Method-Override", "PUT").statusCode());
        var deleted = tus.send("POST", url(assembly), "X-HTTP-Method-Override", "DELETE");
        assertEquals(400, deleted.statusCode());
        var got = tus.send("GET", url(assembly), "X-HTTP-Method-Override", "DELETE");
        assertEquals(200, got.statusCode());
        assertEquals("ASSEMBLY_UPLOADING", server.status(id(assembly)).path("ok").asText());
    }

    @Test
    void req6ParamsInTheQueryOfACreateAreNotRead() throws Exception {
        String query = java.net.URLEncoder.encode(COPY, UTF_8);

        var created = tus.send("POST", server.url("/assemblies?params=" + query));
        var huge = tus.send("POST", server.url("/assemblies?params=" + "a".repeat(20_000)));

        assertTrue(created.body().contains("NO_PARAMS_FIELD"), created.body());
        assertEquals(414, huge.statusCode());
    }

    @Test
    void tus1BytesBeyondTheLengthAreRefused() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly, 20);
        tus.patch(upload, 0, part(0, 5));

        var stated = tus.patch(upload, 5, new byte[16]);
        var chunked =
                tus.send(
                        "PATCH",
                        upload,
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[16])),
                        "Upload-Offset",
                        "5",
                        "Content-Type",
                        BYTES);

        assertEquals(413, stated.statusCode());
        assertEquals(413, chunked.statusCode());
        assertEquals(5, TusClient.offset(tus.head(upload)));
    }

    @Test
    void tus1AWrongOffsetIsRefused() throws Exception {
        String upload = begun(assembly(1), 20);
        tus.patch(upload, 0, part(0, 5));

        assertEquals(409, tus.patch(upload, 0, part(0, 5)).statusCode());
        assertEquals(409, tus.patch(upload, 6, part(6, 20)).statusCode());
        assertEquals(400, tus.patch(upload, -1, part(6, 20)).statusCode());
        assertEquals(5, TusClient.offset(tus.head(upload)));
    }

    @Test
    void tus1ANewerRequestTakesTheUploadOver() throws Exception {
        JsonNode assembly = assembly(1);
        byte[] content = new byte[600_000];
        Arrays.fill(content, 300_000, 600_000, (byte) 7);
        String upload = begun(assembly, content.length);
        try (var silent = new RawHttp(server.port())) {
            silent.send(patchHead(upload, content.length)).send(Arrays.copyOf(content, 300_000));
            awaitReceived(assembly);

            long offset = TusClient.offset(tus.head(upload));

            assertTrue(silent.answer().startsWith("HTTP/1.1 423"), "the older one is told");
            assertTrue(offset > 0 && offset <= 300_000, "offset " + offset);
            var rest =
                    tus.patch(upload, offset, Arrays.copyOfRange(content, (int) offset, 600_000));
            assertEquals(204, rest.statusCode(), rest.body());
        }
        completed(assembly, content);
    }

    @Test
    void tus1ABrokenConnectionLeavesWhatHadArrived() throws Exception {
        JsonNode assembly = assembly(1);
        byte[] content = new byte[600_000];
        Arrays.fill(content, 300_000, 600_000, (byte) 7);
        String upload = begun(assembly, content.length);
        try (var dying = new RawHttp(server.port())) {
            dying.send(patchHead(upload, content.length)).send(Arrays.copyOf(content, 300_000));
            awaitReceived(assembly);
        }

        long offset = TusClient.offset(tus.head(upload));

        var rest = tus.patch(upload, offset, Arrays.copyOfRange(content, (int) offset, 600_000));
        assertEquals(204, rest.statusCode(), rest.body());
        completed(assembly, content);
    }

    private static String patchHead(String upload, int length) {
        return RawHttp.head(
                "PATCH",
                upload.substring(upload.indexOf("/resumable")),
                "Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: "
                        + BYTES
                        + "\r\nContent-Length: "
                        + length
                        + "\r\n");
    }

    /** Waits until bytes of a request that goes on have come to the disk. */
    private void awaitReceived(JsonNode assembly) throws Exception {
        long deadline = System.nanoTime() + java.time.Duration.ofSeconds(30).toNanos();
        while (server.status(id(assembly)).path("bytes_received").asInt() == 0) {
            assertTrue(System.nanoTime() < deadline, "nothing arrived");
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "9223372036854775808", "1e3", "abc", "0x10"})
    void tus1ALengthThatIsNoLengthIsRefused(String length) throws Exception {
        JsonNode assembly = assembly(1);

        var refused =
                tus.send(
                        "POST",
                        tusUrl(assembly),
                        "Upload-Length",
                        length,
                        "Upload-Metadata",
                        TusClient.header(TusClient.metadata(url(assembly), "f", "a.txt")));

        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("Upload-Length"), refused.body());
    }

    @Test
    void tus1AnUploadLargerThanAllowedFailsItsAssembly() throws Exception {
        JsonNode assembly = assembly(1);

        var refused = create(assembly, 1_000_001);

        assertEquals(413, refused.statusCode());
        assertEquals("MAX_SIZE_EXCEEDED", server.ended(id(assembly)).path("error").asText());
    }

    @Test
    void tus1MetadataThatIsNoneIsRefused() throws Exception {
        JsonNode assembly = assembly(1);
        String good = TusClient.header(TusClient.metadata(url(assembly), "f", "a.txt"));
        String many = good;
        for (int i = 0; i < 200; i++) {
            many += ",k" + i + " YQ==";
        }

        for (String bad :
                new String[] {
                    good + ",x %%%", good + ",x gICA", good + ",filename YQ==", many, good + ",,"
                }) {
            var refused =
                    tus.send(
                            "POST", tusUrl(assembly), "Upload-Length", "3", "Upload-Metadata", bad);
            assertEquals(400, refused.statusCode(), bad);
        }
        var huge =
                tus.send(
                        "POST",
                        tusUrl(assembly),
                        "Upload-Length",
                        "3",
                        "Upload-Metadata",
                        good + ",x " + "YQ".repeat(20_000));
        assertEquals(431, huge.statusCode());
        assertEquals(0, server.status(id(assembly)).path("started_tus_uploads").asInt());
    }

    @Test
    void tus1AForeignUploadIsNotFound() throws Exception {
        String unknown = server.url("/resumable/files/" + "0".repeat(32));

        assertEquals(404, tus.head(unknown).statusCode());
        assertEquals(404, tus.patch(unknown, 0, CONTENT).statusCode());
        assertEquals(404, tus.send("DELETE", unknown).statusCode());
        assertEquals(404, tus.head(server.url("/resumable/files/..%2f..%2fetc")).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://elsewhere.test/assemblies/00000000000000000000000000000000",
                "http://127.0.0.1/assemblies/../x",
                "ftp://a/b",
                "nonsense"
            })
    void tus1AnUploadForAnAssemblyThatIsNotHereIsRefused(String url) throws Exception {
        var refused =
                tus.create(
                        server.url("/resumable/files/"), TusClient.metadata(url, "f", "a.txt"), 3);

        assertEquals(404, refused.statusCode());
        assertTrue(refused.body().contains("Assembly"), refused.body());
    }

    @Test
    void tus1PartsOfAnotherAssemblyAreNotPutTogether() throws Exception {
        JsonNode victim = assembly(1);
        String part = begun(victim, 20, "Upload-Concat", "partial");
        tus.patch(part, 0, CONTENT);

        var stolen = join(assembly(1), part);

        assertEquals(403, stolen.statusCode());
        assertEquals(20, TusClient.offset(tus.head(part)));
    }

    @Test
    void anUploadOfACancelledAssemblyIsGone() throws Exception {
        JsonNode assembly = assembly(2);
        String done =
                tus.upload(
                        tusUrl(assembly),
                        TusClient.metadata(url(assembly), "f", "a.txt"),
                        CONTENT,
                        100);
        String upload = begun(assembly, 20);
        tus.send("DELETE", url(assembly));

        assertEquals(410, tus.head(upload).statusCode());
        assertEquals(410, tus.head(done).statusCode());
        assertEquals(410, tus.patch(upload, 0, CONTENT).statusCode());
        assertEquals(410, tus.send("DELETE", upload).statusCode());
        assertEquals(410, create(assembly, 20).statusCode());
    }

    @Test
    void anUploadNobodyExpectsIsRefused() throws Exception {
        JsonNode assembly = assembly(0, "{\"steps\":{\"held\":{\"robot\":\"/test/wait\"}}}");

        var refused = create(assembly, 20);

        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().startsWith("ASSEMBLY_SATURATED"), refused.body());
    }

    @ParameterizedTest
    @CsvSource({
        "max_size,19,MAX_SIZE_EXCEEDED",
        "max_number_of_files,1,MAX_NUMBER_OF_FILES_EXCEEDED"
    })
    void aRequestMayLimitItsOwnFiles(String limit, String value, String error) throws Exception {
        String params =
                COPY.replaceFirst(
                        "\\{", "{\"auth\":{\"key\":\"k\",\"" + limit + "\":" + value + "},");
        var form =
                new Multipart()
                        .file("a", "a.txt", CONTENT)
                        .file("b", "b.txt", new byte[3])
                        .field("params", params);

        var refused = server.post("/assemblies", form);

        assertEquals(413, refused.statusCode());
        assertEquals(error, TestServer.json(refused).path("error").asText());
        assertTrue(TestServer.json(refused).path("message").asText().contains(limit));
    }

    @Test
    void anUploadLargerThanItsRequestAllowsFailsTheAssembly() throws Exception {
        JsonNode assembly =
                assembly(
                        1,
                        COPY.replaceFirst("\\{", "{\"auth\":{\"key\":\"k\",\"max_size\":\"19\"},"));

        assertEquals(413, create(assembly, 20).statusCode());

        assertEquals("MAX_SIZE_EXCEEDED", server.ended(id(assembly)).path("error").asText());
    }

    @Test
    void moreUploadsThanTheRequestAllowsCannotBeAnnounced() throws Exception {
        JsonNode refused =
                assembly(
                        3,
                        COPY.replaceFirst(
                                "\\{", "{\"auth\":{\"key\":\"k\",\"max_number_of_files\":2},"));

        assertEquals("MAX_NUMBER_OF_FILES_EXCEEDED", refused.path("error").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_size", "max_number_of_files"})
    void aLimitThatIsNoneIsRefused(String limit) throws Exception {
        for (String value : new String[] {"0", "-1", "1.5", "\"many\"", "[]"}) {
            var refused =
                    server.post(
                            COPY.replaceFirst(
                                    "\\{",
                                    "{\"auth\":{\"key\":\"k\",\"" + limit + "\":" + value + "},"));
            assertEquals(400, refused.statusCode(), value);
            assertTrue(TestServer.text(refused).contains("INVALID_AUTH_MAX_"), value);
        }
    }

    @Test
    void anAssemblyWhoseUploadsDoNotComeFails() throws Exception {
        server.close();
        server = new TestServer(folder.resolve("again"), "uploads.idle_seconds=1");
        JsonNode assembly = assembly(1);
        begun(assembly, 20);

        JsonNode status = server.ended(id(assembly), server::housekeeping);

        assertEquals("REQUEST_PREMATURE_CLOSED", status.path("error").asText());
        assertTrue(status.path("message").asText().contains("num_expected_upload_files"));
    }

    @Test
    void pairsOfMetadataMayComeInAnyOrderAndWithoutValue() throws Exception {
        JsonNode assembly = assembly(1);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("name", "x");
        metadata.putAll(TusClient.metadata(url(assembly) + "/", "", "../../a b.txt"));
        String header = TusClient.header(metadata).replace("fieldname ", "is_empty,fieldname ");

        var created =
                tus.send(
                        "POST",
                        tusUrl(assembly),
                        BodyPublishers.ofByteArray(CONTENT),
                        "Upload-Length",
                        "20",
                        "Content-Type",
                        BYTES,
                        "Upload-Metadata",
                        header);

        assertEquals(201, created.statusCode(), created.body());
        JsonNode file = server.ended(id(assembly)).at("/uploads/0");
        assertEquals("a b.txt", file.path("name").asText());
        assertEquals("file", file.path("field").asText());
        assertEquals("", file.at("/user_meta/is_empty").asText("none"));
    }
}
