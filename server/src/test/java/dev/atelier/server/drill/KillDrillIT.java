package dev.atelier.server.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.server.conformance.Client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import javax.imageio.ImageIO;

/**
 * Kills the server at random moments under load and starts it again on the same data. The number of
 * kills is {@code -Ddrill.kills}, the seed {@code -Ddrill.seed}.
 */
class KillDrillIT {
    private static final int KILLS = Integer.getInteger("drill.kills", 3);
    private static final long SEED = Long.getLong("drill.seed", 1);
    private static final int CLIENTS = 3;

    /**
     * Between two creates of a client, so that the server can keep up with what it acknowledged.
     */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final List<String> SETTINGS = List.of("lanes.lost_runs=1000");

    @TempDir private Path data;

    /** An Assembly the server said it has, with how many files each step must end up with. */
    private record Promise(String id, Map<String, Integer> results) {}

    private final ObjectMapper json = new ObjectMapper();
    private final ConcurrentLinkedQueue<Promise> promises = new ConcurrentLinkedQueue<>();
    private volatile boolean stop;

    @Test
    void nothingAcknowledgedIsLostOrDoubled() throws Exception {
        int port = freePort();
        var random = new Random(SEED);
        var clients = new ArrayList<Thread>();
        for (int i = 0; i < CLIENTS; i++) {
            long seed = random.nextLong();
            clients.add(Thread.ofVirtual().start(() -> load("http://127.0.0.1:" + port, seed)));
        }
        int acknowledged = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            try (var server = ServerProcess.start(data, port, SETTINGS)) {
                LockSupport.parkNanos(Duration.ofMillis(200 + random.nextInt(1500)).toNanos());
                server.kill();
            }
            acknowledged = promises.size();
        }
        try (var server = ServerProcess.start(data, port, SETTINGS)) {
            stop = true;
            for (Thread client : clients) {
                client.join(Duration.ofSeconds(60));
            }
            var client = new Client(server.url());
            for (Promise promise : promises) {
                keeps(client, promise);
            }
            assertTrue(server.terminate(30), "SIGTERM ends the server within 30 seconds");
        }
        assertTrue(acknowledged > 0, "the load reached the server");
        storeIsSound();
        System.out.printf(
                "kill drill: %d kills, %d Assemblies acknowledged, none lost or doubled%n",
                KILLS, promises.size());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void load(String base, long seed) {
        var random = new Random(seed);
        var client = new Client(base);
        while (!stop) {
            try {
                create(client, random);
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (IOException e) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void create(Client client, Random random) throws IOException, InterruptedException {
        int uploads = random.nextInt(4);
        int variants = 1 + random.nextInt(3);
        var params = json.createObjectNode();
        ObjectNode steps = params.putObject("steps");
        ObjectNode small = steps.putObject("small");
        small.put("robot", "/image/resize").put("use", ":original").put("width", 16);
        if (random.nextBoolean()) {
            small.put("queue", "batch");
        }
        steps.putObject("again").put("robot", "/image/resize").put("use", "small").put("width", 8);
        steps.putObject("painted")
                .put("robot", "/image/generate")
                .put("prompt", "sea")
                .put("num_outputs", variants)
                .put("width", 64)
                .put("height", 64);
        var files = new ArrayList<Client.FormFile>();
        for (int i = 0; i < uploads; i++) {
            files.add(new Client.FormFile("file", "f" + i + ".png", picture(random)));
        }
        Client.Answer answer = client.create(params, Map.of(), files);
        if (answer.status() == 200) {
            promises.add(
                    new Promise(
                            answer.body().required("assembly_id").asText(),
                            Map.of("again", uploads, "painted", variants)));
        }
    }

    private static byte[] picture(Random random) throws IOException {
        var picture = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(3, 3, random.nextInt());
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return out.toByteArray();
    }

    private static void keeps(Client client, Promise promise) throws Exception {
        JsonNode created = client.get(client.base() + "/assemblies/" + promise.id()).body();
        JsonNode status =
                client.finished(
                        created.required("assembly_ssl_url").asText(), Duration.ofSeconds(60));
        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), status::toString);
        for (var result : promise.results().entrySet()) {
            JsonNode files = status.path("results").path(result.getKey());
            assertEquals(result.getValue(), files.size(), status::toString);
            Set<String> ids = new HashSet<>();
            for (JsonNode file : files) {
                assertTrue(ids.add(file.required("id").asText()), "no file twice");
                byte[] bytes = client.download(file.required("ssl_url").asText()).body();
                assertEquals(
                        file.required("md5hash").asText(),
                        HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes)));
            }
        }
    }

    private void storeIsSound() throws SQLException {
        Path file = data.resolve("db").resolve("atelier.db");
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = db.createStatement()) {
            assertEquals("ok", one(sql, "pragma integrity_check"));
            assertEquals(
                    "0",
                    one(
                            sql,
                            "select count(*) from assembly where status in"
                                    + " ('UPLOADING', 'EXECUTING')"));
            assertEquals(
                    "0",
                    one(
                            sql,
                            "select count(*) from (select assembly_id from assembly_event group by"
                                    + " assembly_id having max(seq) <> count(*))"));
            assertEquals(
                    "0",
                    one(
                            sql,
                            "select count(*) from (select assembly_id from assembly_event where"
                                    + " json like '{\"event\":\"completed\"%' group by assembly_id"
                                    + " having count(*) > 1)"));
            for (String lane :
                    List.of("live_pixels", "live_network", "batch_pixels", "batch_network")) {
                assertEquals("0", one(sql, "select count(*) from job_" + lane));
            }
        }
    }

    private static String one(Statement sql, String query) throws SQLException {
        try (ResultSet rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
