package dev.atelier.server.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.port.JobListener;
import dev.atelier.core.run.CreateRequest;
import dev.atelier.server.Atelier;
import dev.atelier.server.Engine;
import dev.atelier.server.config.ConfigLoader;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the house costs when robots cost nothing, on SQLite with {@code synchronous=FULL}. First
 * argument: {@code noop}, {@code growth} or {@code open}.
 */
public final class ServiceBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CALLERS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ServiceBench() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("atelier-bench");
        try {
            switch (args[0]) {
                case "noop" -> noop(folder);
                case "growth" -> growth(folder);
                case "open" -> open(folder);
                default -> throw new IllegalArgumentException("noop, growth or open");
            }
        } finally {
            delete(folder);
        }
    }

    private static Engine engine(Path folder, String... settings) throws IOException {
        var config = ConfigLoader.load(null, List.of(settings));
        Engine engine = new Atelier(config, BenchRobots.all()).engine(folder, JobListener.NONE);
        engine.start();
        return engine;
    }

    /** One-step Assemblies that do nothing, each caller waiting for the end of its own. */
    private static void noop(Path folder) throws Exception {
        try (Engine engine = engine(folder)) {
            noopRound(engine, 10);
            noopRound(engine, 10);
            noopRound(engine, 10);
        }
    }

    private static void noopRound(Engine engine, int seconds) throws InterruptedException {
        var micros = new ConcurrentLinkedQueue<Long>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var callers = new ArrayList<Thread>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                while (System.nanoTime() < end) {
                                    long start = System.nanoTime();
                                    createAndWait(engine, "{\"n\":{\"robot\":\"/bench/noop\"}}");
                                    micros.add((System.nanoTime() - start) / 1000);
                                }
                            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "noop: %d callers, %.0f Assemblies/s, p50 %.2f ms, p99 %.2f ms%n",
                CALLERS,
                sorted.length / (double) seconds,
                sorted[sorted.length / 2] / 1e3,
                sorted[sorted.length * 99 / 100] / 1e3);
    }

    /** Time per file in Assemblies of a hundred and of ten thousand files. */
    private static void growth(Path folder) throws Exception {
        String[] limits = {"limits.assembly_jobs=30000", "limits.assembly_files=30000"};
        try (Engine engine = engine(folder, limits)) {
            growthRound(engine, 2_000);
            double small = 0;
            for (int i = 0; i < 20; i++) {
                small += growthRound(engine, 100) / 20;
            }
            double large = growthRound(engine, 10_000);
            System.out.printf(
                    "growth: %.3f ms a file of 100, %.3f ms a file of 10 000, ratio %.2f, heap"
                            + " after %d MB%n",
                    small, large, large / small, heapAfterCollection());
        }
    }

    private static double growthRound(Engine engine, int files) {
        long start = System.nanoTime();
        createAndWait(
                engine,
                "{\"e\":{\"robot\":\"/bench/emit\",\"files\":"
                        + files
                        + "},\"n\":{\"robot\":\"/bench/noop\",\"use\":\"e\"}}");
        return (System.nanoTime() - start) / 1e6 / files;
    }

    /** Creates while two thousand others are open, 512 of them waiting for a provider. */
    private static void open(Path folder) throws Exception {
        try (Engine engine = engine(folder)) {
            noopRound(engine, 3);
            String wait = "{\"w\":{\"robot\":\"/bench/wait\",\"millis\":30000}}";
            for (int i = 0; i < 2_000; i++) {
                engine.service().create(request(wait));
            }
            var micros = new long[400];
            for (int i = 0; i < micros.length; i++) {
                long start = System.nanoTime();
                engine.service().create(request(wait));
                micros[i] = (System.nanoTime() - start) / 1000;
            }
            Arrays.sort(micros);
            System.out.printf(
                    "open: 2 000 open, p50 %.2f ms, p95 %.2f ms for a new one, heap %d MB, %s"
                            + " waiting or running%n",
                    micros[micros.length / 2] / 1e3,
                    micros[micros.length * 95 / 100] / 1e3,
                    heapAfterCollection(),
                    engine.ports().queue().depth());
        }
    }

    @SuppressWarnings("try") // listening ends with the block
    private static void createAndWait(Engine engine, String steps) {
        var ended = new CountDownLatch(1);
        try {
            String id = "%032x".formatted(new BigInteger(120, RANDOM));
            var heard =
                    engine.ports()
                            .bus()
                            .subscribe(
                                    id,
                                    (seq, event) -> {
                                        if (event.ends().isPresent()) {
                                            ended.countDown();
                                        }
                                    });
            engine.service().create(request(id, steps));
            if (!ended.await(300, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no end of " + id);
            }
            heard.close();
            AssemblyStatus status = engine.service().read(id, all -> all.status());
            if (status != AssemblyStatus.COMPLETED) {
                throw new IllegalStateException(id + " ended " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CreateRequest request(String steps) {
        return request("%032x".formatted(new BigInteger(120, RANDOM)), steps);
    }

    private static CreateRequest request(String id, String steps) {
        try {
            JsonNode parsed = JSON.readTree(steps);
            ObjectNode fields = AssemblyFile.emptyJson();
            var kept = Event.Request.of("http://localhost", "{}", Event.Sender.local(null));
            return new CreateRequest(id, parsed, fields, List.of(), kept);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
