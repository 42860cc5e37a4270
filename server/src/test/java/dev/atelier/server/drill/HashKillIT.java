package dev.atelier.server.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.server.bench.RawUpload;
import dev.atelier.server.conformance.Client;
import dev.atelier.server.conformance.TusClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Kills the server when it has answered the last byte of a large upload and not hashed it yet. It
 * hashes nothing as it arrives, so that a slow machine has as much left to hash as a fast one.
 */
class HashKillIT {
    private static final int TRIES = 5;
    private static final List<String> SETTINGS = List.of("uploads.hash_beside_megabytes=0");
    private static final int SIZE = 80_000_000;
    private static final String KEEP =
            "{\"steps\":{\":original\":{\"robot\":\"/upload/handle\",\"result\":true}}}";

    @TempDir private Path data;

    private final byte[] bytes = new byte[SIZE];

    /** Uploads the bytes; gives the URL of the Assembly. */
    @FunctionalInterface
    private interface Way {
        String send(ServerProcess server) throws Exception;
    }

    @Test
    void anUploadAnsweredBeforeItWasHashedSurvivesAKill() throws Exception {
        JsonNode status = afterAKill(this::byTus);
        assertTrue(status.at("/uploads/0/is_tus_file").asBoolean());
    }

    @Test
    void aLargeFormAnsweredBeforeItWasHashedSurvivesAKill() throws Exception {
        JsonNode status = afterAKill(this::byForm);
        assertEquals(false, status.at("/uploads/0/is_tus_file").asBoolean(true));
        assertEquals(0, status.path("tus_uploads").size());
    }

    private JsonNode afterAKill(Way way) throws Exception {
        new Random(1).nextBytes(bytes);
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        for (int i = 0; i < TRIES; i++) {
            String assembly;
            try (var server = ServerProcess.start(data, port, SETTINGS)) {
                assembly = way.send(server);
                server.kill();
            }
            boolean unhashed = staged() == 1;
            try (var server = ServerProcess.start(data, port, List.of())) {
                JsonNode status = completed(new Client(server.url()), assembly);
                if (unhashed) {
                    return status;
                }
            }
        }
        return fail("every upload was hashed before the kill");
    }

    private long staged() throws IOException {
        try (var files = Files.list(data.resolve("uploads"))) {
            return files.count();
        }
    }

    private JsonNode completed(Client client, String assembly) throws Exception {
        JsonNode status = client.finished(assembly, Duration.ofSeconds(60));
        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), status::toString);
        assertEquals(1, status.path("uploads").size());
        byte[] stored = client.download(status.at("/uploads/0/ssl_url").asText()).body();
        assertEquals(sha256(bytes), sha256(stored));
        assertEquals(0, staged(), "nothing stays staged");
        return status;
    }

    private String byTus(ServerProcess server) throws Exception {
        var params = (ObjectNode) new ObjectMapper().readTree(KEEP);
        var announced = Map.of("num_expected_upload_files", "1");
        var created = new Client(server.url()).create(params, announced, List.of()).body();
        String assembly = created.required("assembly_url").asText();
        String upload =
                TusClient.location(
                        new TusClient()
                                .create(
                                        created.required("tus_url").asText(),
                                        TusClient.metadata(assembly, "file", "a.bin"),
                                        SIZE));
        URI url = URI.create(upload);
        try (var socket = new RawUpload(url.getPort())) {
            socket.request(
                    "PATCH " + url.getPath(),
                    SIZE,
                    """
                    Tus-Resumable: 1.0.0\r
                    Upload-Offset: 0\r
                    Content-Type: application/offset+octet-stream\r
                    """);
            socket.write(bytes, SIZE);
            socket.expect("204");
        }
        return assembly;
    }

    private String byForm(ServerProcess server) throws IOException {
        String part = "--b\r\nContent-Disposition: form-data; name=";
        byte[] head =
                (part
                                + "\"params\"\r\n\r\n"
                                + KEEP
                                + "\r\n"
                                + part
                                + "\"f\"; filename=\"a.bin\"\r\n\r\n")
                        .getBytes(US_ASCII);
        byte[] tail = "\r\n--b--\r\n".getBytes(US_ASCII);
        try (var socket = new RawUpload(URI.create(server.url()).getPort())) {
            socket.request(
                    "POST /assemblies",
                    (long) head.length + SIZE + tail.length,
                    "Content-Type: multipart/form-data; boundary=b\r\n");
            socket.write(head, head.length);
            socket.write(bytes, SIZE);
            socket.write(tail, tail.length);
            String answer = socket.expect("200");
            return new ObjectMapper().readTree(answer).required("assembly_url").asText();
        }
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
