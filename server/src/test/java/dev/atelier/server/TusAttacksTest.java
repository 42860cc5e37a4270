package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.server.conformance.TusClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;

/** Requests that break the protocol, by accident or on purpose. */
class TusAttacksTest extends TusCase {
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
}
