package dev.atelier.server.queue;

import dev.atelier.server.store.jdbc.SqliteDatabase;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Creates Assemblies on 16 threads and runs their jobs until it is killed; prints the id of each
 * create that returned. Arguments: data folder, prefix of the ids.
 */
final class KilledProcess {
    static final int STEPS = 5;
    private static final int CALLERS = 16;

    private KilledProcess() {}

    static LaneSettings settings() {
        return LaneSettings.forCores("drill", 2).withThreads(4);
    }

    public static void main(String[] args) throws Exception {
        var database = SqliteDatabase.open(Path.of(args[0]));
        var load = new Load(database, QueueDialect.SQLITE, settings(), STEPS);
        load.start();
        var numbers = new AtomicInteger();
        System.out.println("ready");
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                pool.execute(() -> {
                    while (true) {
                        String id = args[1] + "%024x".formatted(numbers.incrementAndGet());
                        load.create(id);
                        System.out.println(id);
                    }
                });
            }
        }
    }
}
