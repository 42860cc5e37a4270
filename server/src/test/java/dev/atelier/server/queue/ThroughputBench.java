package dev.atelier.server.queue;

import dev.atelier.server.store.jdbc.SqliteDatabase;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures create, job, finish on SQLite: callers that create an Assembly of one job that does
 * nothing, wait until it has completed and create the next. Arguments: callers, seconds.
 */
final class ThroughputBench {
    private ThroughputBench() {}

    public static void main(String[] args) throws Exception {
        int callers = args.length > 0 ? Integer.parseInt(args[0]) : 16;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path folder = Files.createTempDirectory("bench");
        try (var database = SqliteDatabase.open(folder)) {
            var load =
                    new Load(database, QueueDialect.SQLITE, LaneSettings.forCores("bench", 2), 1);
            load.start();
            var ids = new AtomicInteger();
            System.out.println("warm-up " + round(load, ids, callers, Duration.ofSeconds(seconds)));
            for (int i = 0; i < 3; i++) {
                System.out.println(round(load, ids, callers, Duration.ofSeconds(seconds)));
            }
            load.stop();
        }
    }

    private static String round(Load load, AtomicInteger ids, int callers, Duration duration)
            throws InterruptedException, ExecutionException {
        var times = new ConcurrentLinkedQueue<Long>();
        long end = System.nanoTime() + duration.toNanos();
        Callable<Boolean> caller =
                () -> {
                    while (System.nanoTime() < end) {
                        long before = System.nanoTime();
                        load.createAndAwait("%032x".formatted(ids.incrementAndGet()));
                        times.add(System.nanoTime() - before);
                    }
                    return true;
                };
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : pool.invokeAll(Collections.nCopies(callers, caller))) {
                done.get();
            }
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        return "callers=%d rate=%.0f/s p50=%.2fms p99=%.2fms max=%.1fms"
                .formatted(
                        callers,
                        sorted.length / (duration.toMillis() / 1e3),
                        sorted[sorted.length / 2] / 1e6,
                        sorted[sorted.length * 99 / 100] / 1e6,
                        Arrays.stream(sorted).max().orElse(0) / 1e6);
    }
}
