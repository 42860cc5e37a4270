package dev.atelier.core.run;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Where pixels are worked on: one platform thread a core, live work before batch work, and a budget
 * for the pixels held decoded at the same time. A task in the pool never waits for another one.
 */
public final class PixelPool implements AutoCloseable {
    /** Pixels a permit of the budget stands for. */
    private static final int PIXELS_PER_PERMIT = 1024;

    private final ThreadPoolExecutor threads;
    private final AtomicLong order = new AtomicLong();
    private final Semaphore budget;
    private final int permits;

    /**
     * @param cores number of threads
     * @param maxPixels pixels all running jobs together may hold decoded
     */
    public PixelPool(int cores, long maxPixels) {
        this.permits = (int) Math.min(Integer.MAX_VALUE, maxPixels / PIXELS_PER_PERMIT);
        this.budget = new Semaphore(permits, true);
        this.threads =
                new ThreadPoolExecutor(
                        cores,
                        cores,
                        0,
                        TimeUnit.SECONDS,
                        new PriorityBlockingQueue<>(),
                        Thread.ofPlatform().name("pixels-", 1).daemon().factory());
    }

    /** Half the heap at 8 bytes a pixel. */
    public static long defaultBudget() {
        return Runtime.getRuntime().maxMemory() / 2 / 8;
    }

    public int cores() {
        return threads.getCorePoolSize();
    }

    /** Runs the work on the pool and waits for it; an interrupt stops it. */
    public <T> T call(boolean batch, Callable<T> work) throws Exception {
        var task = new PixelTask<>(work, batch, order.incrementAndGet());
        threads.execute(task);
        return await(task);
    }

    /** Runs the bands on the pool, as many at once as there are cores, and waits for all. */
    public void forEach(boolean batch, int count, IntConsumer band, BooleanSupplier cancelled) {
        var tasks = new ArrayList<PixelTask<Boolean>>(count);
        for (int i = 0; i < count; i++) {
            int index = i;
            tasks.add(
                    new PixelTask<>(
                            () -> {
                                if (cancelled.getAsBoolean()) {
                                    throw new CancellationException("job cancelled");
                                }
                                band.accept(index);
                                return Boolean.TRUE;
                            },
                            batch,
                            order.incrementAndGet()));
        }
        tasks.forEach(threads::execute);
        RuntimeException failure = null;
        for (PixelTask<Boolean> task : tasks) {
            try {
                await(task);
            } catch (Exception e) {
                if (failure == null) {
                    failure = e instanceof RuntimeException known ? known : illegal(e);
                    tasks.forEach(PixelTask::cancel);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException illegal(Exception e) {
        return new IllegalStateException("a band threw what bands cannot throw", e);
    }

    /**
     * Waits until there is room for so many decoded pixels.
     *
     * @return gives the room back when closed
     * @throws AssemblyException when it is more than the whole budget
     */
    public Room reserve(long pixels) throws InterruptedException {
        require(pixels);
        int wanted = (int) permits(pixels);
        budget.acquire(wanted);
        return new Room(wanted);
    }

    private static long permits(long pixels) {
        return Math.max(1, Math.ceilDiv(pixels, (long) PIXELS_PER_PERMIT));
    }

    /**
     * @throws AssemblyException when {@link #reserve} could never give so much
     */
    public void require(long pixels) {
        if (permits(pixels) > permits) {
            throw new AssemblyException(
                    ErrorCode.INVALID_INPUT_ERROR,
                    "This needs "
                            + pixels / 1_000_000
                            + " megapixels in memory at once; this server has room for "
                            + (long) permits * PIXELS_PER_PERMIT / 1_000_000
                            + ". Use a smaller picture or give the server more memory.");
        }
    }

    /** Room in the pixel budget. */
    public final class Room implements AutoCloseable {
        private final AtomicBoolean open = new AtomicBoolean(true);
        private final int taken;

        private Room(int taken) {
            this.taken = taken;
        }

        @Override
        public void close() {
            if (open.getAndSet(false)) {
                budget.release(taken);
            }
        }
    }

    private static <T> T await(PixelTask<T> task) throws Exception {
        try {
            return task.await();
        } catch (OutOfMemoryError e) {
            throw new AssemblyException(
                    ErrorCode.INVALID_INPUT_ERROR,
                    "The picture needs more memory than this server has.",
                    e);
        }
    }

    /** Stops what runs; what waits is cancelled. */
    @Override
    public void close() {
        for (Runnable left : threads.shutdownNow()) {
            if (left instanceof PixelTask<?> task) {
                task.cancel();
            }
        }
    }
}
