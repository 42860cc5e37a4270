package dev.atelier.server.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.server.conformance.Client;
import dev.atelier.server.conformance.TusClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills the server at a random moment of a resumable upload, starts it again and lets the client go
 * on. The number of uploads is {@code -Ddrill.tus.rounds}, the seed {@code -Ddrill.seed}.
 */
class UploadKillDrillIT {
    private static final int ROUNDS = Integer.getInteger("drill.tus.rounds", 3);
    private static final long SEED = Long.getLong("drill.seed", 1);
    private static final int SIZE = 24_000_000;
    private static final String KEEP =
            "{\"steps\":{\":original\":{\"robot\":\"/upload/handle\",\"result\":true}}}";

    @TempDir private Path data;

    private final TusClient tus = new TusClient();
    private final Random random = new Random(SEED);

    /** What a client knows of its upload. */
    private final AtomicLong acknowledged = new AtomicLong();

    private final AtomicLong sent = new AtomicLong();

    @Test
    void anUploadSurvivesAKillAtAnyOffset() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        long kept = 0;
        ServerProcess server = ServerProcess.start(data, port, List.of());
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                byte[] bytes = new byte[SIZE];
                random.nextBytes(bytes);
                var client = new Client(server.url());
                JsonNode assembly = create(client);
                String upload = begin(assembly);
                Thread sending = send(upload, bytes, 0);
                killedAt(random.nextInt(SIZE), server);
                sending.join(Duration.ofSeconds(60));
                server = ServerProcess.start(data, port, List.of());
                kept += resume(upload, bytes);
                checkStored(client, assembly, bytes);
            }
            assertTrue(server.terminate(30), "SIGTERM ends the server within 30 seconds");
        } finally {
            server.close();
        }
        try (var left = Files.list(data.resolve("uploads"))) {
            assertEquals(0, left.count(), "nothing stays staged");
        }
        System.out.printf(
                "upload drill: %d kills, every SHA-256 equal, %.0f %% kept on average%n",
                ROUNDS, 100.0 * kept / ROUNDS / SIZE);
    }

    private static JsonNode create(Client client) throws Exception {
        var params =
                (com.fasterxml.jackson.databind.node.ObjectNode) new ObjectMapper().readTree(KEEP);
        return client.create(params, Map.of("num_expected_upload_files", "1"), List.of()).body();
    }

    private String begin(JsonNode assembly) throws Exception {
        acknowledged.set(0);
        sent.set(0);
        return TusClient.location(
                tus.create(
                        assembly.required("tus_url").asText(),
                        TusClient.metadata(
                                assembly.required("assembly_url").asText(), "file", "a.bin"),
                        SIZE));
    }

    /** Sends pieces of random size until the end or until the server is gone. */
    private Thread send(String upload, byte[] bytes, long from) {
        var sizes = new Random(random.nextLong());
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        long at = from;
                        while (at < SIZE) {
                            int end = (int) Math.min(SIZE, at + 1 + sizes.nextInt(4_000_000));
                            sent.set(end);
                            var answer =
                                    tus.patch(upload, at, Arrays.copyOfRange(bytes, (int) at, end));
                            assertEquals(204, answer.statusCode(), answer.body());
                            at = TusClient.offset(answer);
                            acknowledged.set(at);
                        }
                    } catch (IOException e) {
                        // the server was killed
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private void killedAt(long offset, ServerProcess server) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (sent.get() < offset && System.nanoTime() < deadline) {
            LockSupport.parkNanos(200_000);
        }
        LockSupport.parkNanos(random.nextInt(4_000_000));
        server.kill();
    }

    /** The client comes back: asks where it stands, and sends the rest. */
    private long resume(String upload, byte[] bytes) throws Exception {
        var head = tus.head(upload);
        if (head.statusCode() == 410) {
            assertEquals(SIZE, sent.get(), "only a whole upload may be over");
            return SIZE;
        }
        long offset = TusClient.offset(head);
        assertTrue(offset >= acknowledged.get(), offset + " of " + acknowledged);
        assertTrue(offset <= sent.get(), offset + " of " + sent);
        Thread rest = send(upload, bytes, offset);
        assertTrue(rest.join(Duration.ofSeconds(60)), "the rest is taken");
        return offset;
    }

    private static void checkStored(Client client, JsonNode assembly, byte[] bytes)
            throws Exception {
        JsonNode status =
                client.finished(
                        assembly.required("assembly_ssl_url").asText(), Duration.ofSeconds(60));
        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), status::toString);
        assertEquals(1, status.path("uploads").size());
        byte[] stored = client.download(status.at("/uploads/0/ssl_url").asText()).body();
        assertEquals(sha256(bytes), sha256(stored));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
