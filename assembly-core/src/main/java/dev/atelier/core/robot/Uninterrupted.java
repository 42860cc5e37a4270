package dev.atelier.core.robot;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * Does work to its end even when the thread that waits for it is interrupted. An interrupt closes
 * the sockets a virtual thread reads from, those of a database among them.
 */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Runs the work beside this thread; an interrupt stays pending for the caller. */
    public static <T> T call(Callable<T> work) throws Exception {
        var task = new FutureTask<T>(work);
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
