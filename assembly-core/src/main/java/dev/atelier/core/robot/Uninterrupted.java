package dev.atelier.core.robot;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Does work to its end even when the thread that waits for it is interrupted. An interrupt closes
 * the sockets a virtual thread reads from, those of a database among them.
 */
public final class Uninterrupted {
    private static final AtomicInteger UNDER_WAY = new AtomicInteger();
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private Uninterrupted() {}

    /** Waits until no such work is under way in this process; each has a time limit of its own. */
    public static void settle() {
        while (UNDER_WAY.get() > 0) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** Runs the work beside this thread; an interrupt stays pending for the caller. */
    public static <T> T call(Callable<T> work) throws Exception {
        UNDER_WAY.incrementAndGet();
        var task =
                new FutureTask<T>(work) {
                    @Override
                    protected void done() {
                        UNDER_WAY.decrementAndGet();
                    }
                };
        Thread.ofVirtual().name("uninterrupted").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Exception failure) {
                        throw failure;
                    }
                    throw e;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** As {@link #call}, for work without a result. */
    public static void run(Runnable work) {
        try {
            var _ = call(Executors.callable(work));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
