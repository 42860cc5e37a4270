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
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Kills the server at random moments while a paid provider answers slowly, breaks connections,
 * fails, refuses or never answers; counts what was ordered, and says of every Assembly without its
 * picture what the provider did to it. Sizes: {@code -Ddrill.paid.runs}, {@code
 * -Ddrill.paid.kills}, {@code -Ddrill.seed}.
 */
class PaidKillDrillIT {
    private static final int RUNS = Integer.getInteger("drill.paid.runs", 12);
    private static final int KILLS = Integer.getInteger("drill.paid.kills", 3);
    private static final long SEED = Long.getLong("drill.seed", 1);

    /** What an Assembly is told that was being ordered at two kills. */
    private static final String STOPPED_TWICE = "The server stopped twice while openai";

    @TempDir private Path data;

    private final ObjectMapper json = new ObjectMapper();
    private final Random random = new Random(SEED);
    private final List<Long> kills = new CopyOnWriteArrayList<>();

    /** The orders of each Assembly, by the number in its prompt. */
    private final Map<Integer, List<Post>> posts = new ConcurrentHashMap<>();

    /** Ids of the Assemblies that were acknowledged, by the same number. */
    private final Map<Integer, String> promised = new ConcurrentHashMap<>();

    /** Assemblies without a picture, by what the provider did last. */
    private final Map<String, Integer> failed = new TreeMap<>();

    private final List<String> unexplained = new ArrayList<>();

    private volatile boolean stop;

    /** What the provider does with an order: below which throw of a hundred, and in words. */
    private enum Fate {
        ANSWERS(65, "was answered"),
        FAILS(72, "answered 500, which may cost money, so it is not sent again"),
        CUTS(80, "cut off without an answer, so it is not sent again"),
        HANGS(85, "never answered, so it is not sent again"),
        REFUSES(100, "was refused with 429 or 503");

        private final int upTo;
        private final String words;

        Fate(int upTo, String words) {
            this.upTo = upTo;
            this.words = words;
        }

        static Fate of(int dice) {
            return Arrays.stream(values())
                    .filter(fate -> dice < fate.upTo)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** One order as the provider saw it. */
    private record Post(long at, String key, Fate fate) {
        /** Not when the provider said that it did nothing. */
        boolean mayCost() {
            return fate != Fate.REFUSES;
        }
    }

    @Test
    void nothingIsOrderedTwiceUnlessAKillLeftItOpen() throws Exception {
        int port = freePort();
        try (var provider = new Recorder().answering(this::answer)) {
            List<String> settings =
                    List.of(
                            "lanes.lost_runs=1000",
                            "generation.deadline_seconds=2",
                            "generation.pause_seconds=1",
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
                int complete = finish(new Client(server.url()));
                report(complete);
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
        for (int number = 0; !stop && promised.size() < RUNS; number++) {
            try {
                var params = json.createObjectNode();
                params.putObject("steps")
                        .putObject("painted")
                        .put("robot", "/image/generate")
                        .put("model", "gpt-image-2")
                        .put("prompt", "sea " + number);
                Client.Answer answer = client.create(params, Map.of(), List.of());
                if (answer.status() == 200) {
                    promised.put(number, answer.body().required("assembly_id").asText());
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
        int dice;
        long delay;
        synchronized (random) {
            dice = random.nextInt(100);
            delay = random.nextInt(400);
        }
        Fate fate = Fate.of(dice);
        String key = Objects.requireNonNull(request.headers().get("idempotency-key"));
        posts.computeIfAbsent(number(request), _ -> new CopyOnWriteArrayList<>())
                .add(new Post(System.nanoTime(), key, fate));
        if (fate != Fate.REFUSES) {
            LockSupport.parkNanos(Duration.ofMillis(delay).toNanos());
        }
        return switch (fate) {
            case ANSWERS ->
                    Recorder.Reply.json(
                            "{\"data\": [{\"b64_json\": \"%s\"}]}"
                                    .formatted(
                                            Base64.getEncoder()
                                                    .encodeToString(Fixtures.picture("RESULT"))));
            case FAILS -> Recorder.Reply.of(500, "{\"error\": {\"message\": \"it broke\"}}");
            case CUTS -> new Recorder.Breaks();
            case HANGS -> new Recorder.Hangs();
            case REFUSES -> Recorder.Reply.of(dice < 93 ? 429 : 503, "{}").with("retry-after", "0");
        };
    }

    private static int number(Recorder.Request request) {
        var number = Pattern.compile("sea (\\d+)").matcher(request.text());
        assertTrue(number.find(), request::text);
        return Integer.parseInt(number.group(1));
    }

    /** Waits for every Assembly that was acknowledged; gives how many have their picture. */
    private int finish(Client client) throws Exception {
        int complete = 0;
        for (var entry : promised.entrySet()) {
            String url = client.base() + "/assemblies/" + entry.getValue();
            String https = client.get(url).body().required("assembly_ssl_url").asText();
            JsonNode status = client.finished(https, Duration.ofMinutes(3));
            if (status.path("ok").asText().equals("ASSEMBLY_COMPLETED")) {
                assertEquals(1, status.path("results").path("painted").size(), status::toString);
                complete++;
            } else {
                failed.merge(cause(entry.getKey(), status), 1, Integer::sum);
            }
        }
        return complete;
    }

    /** Why an Assembly has no picture: the provider must have failed it, or two kills. */
    private String cause(int number, JsonNode status) {
        List<Post> orders = posts.getOrDefault(number, List.of());
        boolean stopped = status.path("message").asText().startsWith(STOPPED_TWICE);
        if (stopped && killsSince(orders.isEmpty() ? 0 : orders.getFirst().at()) > 1) {
            return "the server was killed twice between noting the order and the answer";
        }
        Fate last = orders.isEmpty() ? Fate.ANSWERS : orders.getLast().fate();
        return switch (last) {
            case FAILS, CUTS, HANGS -> "the last order " + last.words;
            case ANSWERS, REFUSES -> {
                unexplained.add(orders + " " + status);
                yield "UNEXPLAINED";
            }
        };
    }

    private long killsSince(long moment) {
        return kills.stream().filter(kill -> kill > moment).count();
    }

    /** An order is sent again only when a kill lies between, and not a third time at all. */
    private void report(int complete) {
        int orders = 0;
        int again = 0;
        for (var entry : posts.entrySet()) {
            List<Post> paid = entry.getValue().stream().filter(Post::mayCost).toList();
            orders += paid.size();
            assertTrue(paid.size() <= 2, () -> entry.getKey() + " was ordered " + paid.size());
            assertTrue(
                    paid.stream().map(Post::key).distinct().count() <= 1, "one key for one order");
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
        failed.forEach((cause, count) -> System.out.printf("  %d: %s%n", count, cause));
        assertTrue(unexplained.isEmpty(), unexplained::toString);
    }
}
