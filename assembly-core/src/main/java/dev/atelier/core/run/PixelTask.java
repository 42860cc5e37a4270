package dev.atelier.core.run;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One piece of work on the pixel pool. Whoever waits for it waits until it no longer touches
 * anything, also when it was cancelled: its pixels and files may be given back only then.
 */
final class PixelTask<T> implements Runnable, Comparable<PixelTask<?>> {
    private final Callable<T> work;
    private final boolean batch;
    private final long order;
    private final CountDownLatch done = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread runner;
    private volatile boolean cancelled;
    private volatile @Nullable T result;
    private volatile @Nullable Throwable failure;

    PixelTask(Callable<T> work, boolean batch, long order) {
        this.work = work;
        this.batch = batch;
        this.order = order;
    }

    @Override
    public void run() {
        if (!begin()) {
            return;
        }
        try {
            result = work.call();
        } catch (Throwable e) {
            failure = e;
        } finally {
            end();
        }
    }

    private boolean begin() {
        lock.lock();
        try {
            if (cancelled) {
                return false;
            }
            runner = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            runner = null;
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
        done.countDown();
    }

    /** Never starts it, or interrupts it when it runs. */
    void cancel() {
        lock.lock();
        try {
            cancelled = true;
            if (runner == null) {
                done.countDown();
            } else {
                runner.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the end. An interrupt cancels the work, and stays pending for the caller.
     *
     * @throws CancellationException when it was cancelled
     * @throws Exception what the work threw
     */
    T await() throws Exception {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                cancel();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome();
    }

    @SuppressWarnings("NullAway") // null only when the work itself gave null
    private T outcome() throws Exception {
        if (cancelled) {
            throw new CancellationException("job cancelled");
        }
        switch (failure) {
            case Exception e -> throw e;
            case Error e -> throw e;
            case null, default -> {}
        }
        return result;
    }

    /** Live work before batch work, then first come, first served. */
    @Override
    public int compareTo(PixelTask<?> other) {
        int byClass = Boolean.compare(batch, other.batch);
        return byClass != 0 ? byClass : Long.compare(order, other.order);
    }
}
