package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Bands on a given number of threads, taken as each thread becomes free. */
final class ThreadBands implements Bands, AutoCloseable {
    private final ExecutorService pool;
    private final int threads;

    ThreadBands(int threads) {
        this.threads = threads;
        pool = Executors.newFixedThreadPool(threads);
    }

    @Override
    public void forEach(int count, IntConsumer band) {
        var next = new AtomicInteger();
        var running = new ArrayList<Future<?>>();
        for (int i = 0; i < Math.min(threads, count); i++) {
            running.add(
                    pool.submit(() -> {
                        for (int b = next.getAndIncrement();
                                b < count;
                                b = next.getAndIncrement()) {
                            band.accept(b);
                        }
                    }));
        }
        running.forEach(ThreadBands::await);
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
