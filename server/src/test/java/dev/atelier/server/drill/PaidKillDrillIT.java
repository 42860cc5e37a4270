package dev.atelier.server.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.robots.generate.provider.Fixtures;
import dev.atelier.robots.generate.provider.Recorder;
import dev.atelier.server.conformance.Client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills the server at random moments while a paid provider answers slowly, breaks connections,
 * fails, refuses or never answers; counts what was ordered. Sizes: {@code -Ddrill.paid.runs},
 * {@code -Ddrill.paid.kills}, {@code -Ddrill.seed}.
 */
class PaidKillDrillIT {
    private static final int RUNS = Integer.getInteger("drill.paid.runs", 12);
    private static final int KILLS = Integer.getInteger("drill.paid.kills", 3);
    private static final long SEED = Long.getLong("drill.seed", 1);

    @TempDir private Path data;

    private final ObjectMapper json = new ObjectMapper();
    private final Random random = new Random(SEED);
    private final List<Long> kills = new CopyOnWriteArrayList<>();
    private final Map<String, List<Post>> posts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> promised = new ConcurrentLinkedQueue<>();
    private volatile boolean stop;

    /**
     * One order as the provider saw it.
     *
     * @param refused whether the provider said it did nothing and would charge nothing
     */
    private record Post(long at, boolean refused) {}

    @Test
    void nothingIsOrderedTwiceUnlessAKillLeftItOpen() throws Exception {
        int port = freePort();
        try (var provider = new Recorder().answering(this::answer)) {
            List<String> settings =
                    List.of(
                            "lanes.lost_runs=1000",
                            "generation.deadline_seconds=2",
                            "providers.openai.key=key-of-the-drill",
                            "providers.openai.base_url=" + provider.url() + "/v1");
            Thread load = Thread.ofVirtual().start(() -> load("http://127.0.0.1:" + port));
            for (int kill = 1; kill <= KILLS; kill++) {
                try (var server = ServerProcess.start(data, port, settings)) {
                    LockSupport.parkNanos(Duration.ofMillis(300 + random.nextInt(1500)).toNanos());
                    server.kill();
                    kills.add(System.nanoTime());
                }
            }
            try (var server = ServerProcess.start(data, port, settings)) {
                load.join(Duration.ofMinutes(2));
                stop = true;
                report(finish(new Client(server.url())));
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void load(String base) {
        var client = new Client(base);
        while (!stop && promised.size() < RUNS) {
            try {
                var params = json.createObjectNode();
                params.putObject("steps")
                        .putObject("painted")
                        .put("robot", "/image/generate")
                        .put("model", "gpt-image-2")
                        .put("prompt", "sea");
                Client.Answer answer = client.create(params, Map.of(), List.of());
                if (answer.status() == 200) {
                    promised.add(answer.body().required("assembly_id").asText());
                }
                LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
            } catch (IOException e) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Recorder.Reply answer(Recorder.Request request) {
        int fate;
        long delay;
        synchronized (random) {
            fate = random.nextInt(100);
            delay = random.nextInt(400);
        }
        boolean refused = fate >= 85;
        posts.computeIfAbsent(
                        request.headers().get("idempotency-key"), _ -> new CopyOnWriteArrayList<>())
                .add(new Post(System.nanoTime(), refused));
        if (!refused) {
            LockSupport.parkNanos(Duration.ofMillis(delay).toNanos());
        }
        if (fate < 65) {
            return Recorder.Reply.json(
                    "{\"data\": [{\"b64_json\": \"%s\"}]}"
                            .formatted(
                                    Base64.getEncoder()
                                            .encodeToString(Fixtures.picture("RESULT"))));
        }
        if (fate < 72) {
            return Recorder.Reply.of(500, "{\"error\": {\"message\": \"it broke\"}}");
        }
        if (fate < 80) {
            return new Recorder.Breaks();
        }
        if (fate < 85) {
            return new Recorder.Hangs();
        }
        return Recorder.Reply.of(fate < 93 ? 429 : 503, "{}").with("retry-after", "0");
    }

    /** Waits for every Assembly that was acknowledged; gives how many have their picture. */
    private int finish(Client client) throws Exception {
        int complete = 0;
        for (String id : promised) {
            JsonNode created = client.get(client.base() + "/assemblies/" + id).body();
            JsonNode status =
                    client.finished(
                            created.required("assembly_ssl_url").asText(), Duration.ofSeconds(60));
            if (status.path("ok").asText().equals("ASSEMBLY_COMPLETED")) {
                assertEquals(1, status.path("results").path("painted").size(), status::toString);
                complete++;
            }
        }
        return complete;
    }

    /** An order is sent again only when a kill lies between, and not a third time at all. */
    private void report(int complete) {
        int orders = 0;
        int again = 0;
        for (var entry : posts.entrySet()) {
            var paid = new ArrayList<>(entry.getValue());
            paid.removeIf(Post::refused);
            orders += paid.size();
            assertTrue(paid.size() <= 2, () -> entry.getKey() + " was ordered " + paid.size());
            for (int i = 1; i < paid.size(); i++) {
                long before = paid.get(i - 1).at();
                long after = paid.get(i).at();
                assertTrue(
                        kills.stream().anyMatch(kill -> kill > before && kill < after),
                        entry.getKey() + " was ordered again though nothing was killed");
                again++;
            }
        }
        assertTrue(complete > 0, "some pictures were made");
        assertTrue(promised.size() >= RUNS, "the load reached the server");
        System.out.printf(
                "paid kill drill: %d kills, %d Assemblies, %d complete, %d orders that may cost"
                        + " money, %d of them again after a kill%n",
                kills.size(), promised.size(), complete, orders, again);
    }
}
