package dev.atelier.robots.generate.provider;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Does work to its end even when the thread that waits for it is interrupted. */
final class Uninterrupted {
    private Uninterrupted() {}

    /** Runs the work beside this thread; an interrupt stays pending for the caller. */
    static <T> T call(Callable<T> work) throws Exception {
        var task = new FutureTask<T>(work);
        Thread.ofVirtual().name("paid-call").start(task);
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
}
