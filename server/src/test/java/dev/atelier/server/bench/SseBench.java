package dev.atelier.server.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.port.JobListener;
import dev.atelier.server.Atelier;
import dev.atelier.server.Engine;
import dev.atelier.server.HttpDoor;
import dev.atelier.server.config.ConfigLoader;
import dev.atelier.server.conformance.Client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * 1 000 listeners on 100 running Assemblies, each bringing out 20 files in 10 seconds: does every
 * listener see every event once and in order, and how long after the event is stored does it
 * arrive. Server and listeners share the process.
 */
public final class SseBench {
    private static final int ASSEMBLIES = 100;
    private static final int LISTENERS = 10;
    private static final int FILES = 20;
    private static final int PAUSE_MILLIS = 500;
    private static final int ROUNDS = 3;

    private final Map<String, Long> stored = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> delays = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    private SseBench() {}

    public static void main(String[] args) throws Exception {
        var config = ConfigLoader.load(null, List.of("http.port=0"));
        var atelier = new Atelier(config, BenchRobots.all());
        var folder = Files.createTempDirectory("atelier-bench");
        try (Engine engine = atelier.engine(folder, JobListener.NONE)) {
            engine.start();
            try (HttpDoor door = atelier.open(engine)) {
                for (int i = 0; i < ROUNDS; i++) {
                    new SseBench().round(engine, door);
                }
            }
        }
    }

    private void round(Engine engine, HttpDoor door) throws Exception {
        var client = new Client(door.url());
        var connected = new CountDownLatch(ASSEMBLIES * LISTENERS);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < ASSEMBLIES; i++) {
            String id = create(client);
            engine.ports()
                    .bus()
                    .subscribe(id, (seq, _) -> stored.put(id + "/" + seq, System.nanoTime()));
            for (int k = 0; k < LISTENERS; k++) {
                threads.add(Thread.ofVirtual().start(() -> listen(id, door.port(), connected)));
            }
        }
        if (!connected.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not all listeners connected");
        }
        for (Thread thread : threads) {
            thread.join();
        }
        report();
    }

    private static String create(Client client) throws Exception {
        ObjectNode params = new ObjectMapper().createObjectNode();
        params.putObject("steps")
                .putObject("ticks")
                .put("robot", "/bench/tick")
                .put("files", FILES)
                .put("millis", PAUSE_MILLIS);
        return client.create(params, Map.of(), List.of()).body().path("assembly_id").asText();
    }

    private void listen(String id, int port, CountDownLatch connected) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8))) {
            String request = "GET /ws1?assembly=" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            in.readLine();
            connected.countDown();
            read(id, in);
        } catch (IOException e) {
            wrong.add(id + ": " + e);
        }
    }

    private void read(String id, BufferedReader in) throws IOException {
        var seen = new ArrayList<String>();
        String entry = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("id: ") && !line.endsWith(id)) {
                entry = line.substring(4);
                Long at = stored.get(id + "/" + entry);
                if (at != null) {
                    delays.add(System.nanoTime() - at);
                }
            } else if (line.startsWith("event: assembly_result_finished")) {
                seen.add(entry);
            } else if (line.equals("data: assembly_finished")) {
                break;
            }
        }
        var sorted = seen.stream().distinct().sorted((a, b) -> Long.compare(num(a), num(b)));
        if (seen.size() != FILES || !seen.equals(sorted.toList())) {
            wrong.add(id + ": " + seen);
        }
    }

    private static long num(String entry) {
        return Long.parseLong(entry);
    }

    private void report() {
        var sorted = delays.stream().sorted().toList();
        System.out.printf(
                "sse: %d listeners, %d deliveries timed, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms,"
                        + " %d listeners missed or doubled something%n",
                ASSEMBLIES * LISTENERS,
                sorted.size(),
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 95 / 100) / 1e6,
                sorted.get(sorted.size() * 99 / 100) / 1e6,
                wrong.size());
        wrong.stream().limit(3).forEach(System.out::println);
    }
}
