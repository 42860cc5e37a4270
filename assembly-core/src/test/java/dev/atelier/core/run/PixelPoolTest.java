package dev.atelier.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(20)
class PixelPoolTest {
    private static final long BUDGET = 1024 * 1000;

    private final PixelPool pool = new PixelPool(1, BUDGET);
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void close() {
        go.countDown();
        pool.close();
    }

    /** Keeps the pool's only thread busy until {@link #go}. */
    private Thread block() throws InterruptedException {
        var busy = new CountDownLatch(1);
        Thread thread =
                start(() ->
                        pool.call(
                                false,
                                () -> {
                                    busy.countDown();
                                    go.await();
                                    return 0;
                                }));
        busy.await();
        return thread;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Thread start(Work work) {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        work.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void workRunsOnAThreadOfThePool() throws Exception {
        assertTrue(pool.call(false, () -> Thread.currentThread().getName()).startsWith("pixels-"));
    }

    @Test
    void whatTheWorkThrowsComesBack() {
        assertThrows(
                IOException.class,
                () ->
                        pool.call(
                                false,
                                () -> {
                                    throw new IOException("broken");
                                }));
        assertThrows(
                StackOverflowError.class,
                () ->
                        pool.call(
                                false,
                                () -> {
                                    throw new StackOverflowError();
                                }));
    }

    @Test
    void runningOutOfMemoryIsTheFaultOfTheInput() {
        var refused =
                assertThrows(
                        AssemblyException.class,
                        () ->
                                pool.call(
                                        false,
                                        () -> {
                                            throw new OutOfMemoryError("Java heap space");
                                        }));

        assertEquals(ErrorCode.INVALID_INPUT_ERROR, refused.error().code());
    }

    @Test
    void liveWorkGoesBeforeBatchWork() throws Exception {
        var order = Collections.synchronizedList(new ArrayList<String>());
        Thread blocker = block();
        var threads = new ArrayList<Thread>();
        for (String name : List.of("batch 1", "batch 2", "live 1", "live 2")) {
            Thread thread = start(() -> pool.call(name.startsWith("batch"), () -> order.add(name)));
            awaitWaiting(thread);
            threads.add(thread);
        }

        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertEquals(List.of("live 1", "live 2", "batch 1", "batch 2"), order);
        blocker.join();
    }

    @Test
    void allBandsRunOnce() {
        var seen = new AtomicInteger();

        pool.forEach(false, 100, i -> seen.addAndGet(i), () -> false);

        assertEquals(4950, seen.get());
    }

    @Test
    void theFirstBandThatFailsStopsTheOthers() {
        var ran = new AtomicInteger();

        var failed =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                pool.forEach(
                                        false,
                                        1000,
                                        i -> {
                                            ran.incrementAndGet();
                                            if (i == 0) {
                                                throw new IllegalArgumentException("first");
                                            }
                                        },
                                        () -> false));

        assertEquals("first", failed.getMessage());
    }

    @Test
    void cancelledBandsDoNothing() {
        var ran = new AtomicInteger();

        assertThrows(
                CancellationException.class,
                () -> pool.forEach(false, 10, i -> ran.incrementAndGet(), () -> true));

        assertEquals(0, ran.get());
    }

    @Test
    void anInterruptedCallerWaitsUntilTheWorkHasLetGo() throws Exception {
        var busy = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var letGo = new AtomicBoolean();
        var sawLetGo = new AtomicReference<Boolean>();
        Thread caller =
                start(() -> {
                    assertThrows(
                            CancellationException.class,
                            () ->
                                    pool.call(
                                            false,
                                            () -> {
                                                busy.countDown();
                                                try {
                                                    new CountDownLatch(1).await();
                                                } catch (InterruptedException e) {
                                                    interrupted.countDown();
                                                    go.await();
                                                    letGo.set(true);
                                                }
                                                return 0;
                                            }));
                    sawLetGo.set(letGo.get() && Thread.currentThread().isInterrupted());
                });
        busy.await();

        caller.interrupt();
        interrupted.await();
        assertTrue(caller.isAlive());
        go.countDown();
        caller.join();

        assertEquals(true, sawLetGo.get());
        assertFalse(pool.call(false, () -> Thread.currentThread().isInterrupted()));
    }

    @Test
    void workThatWasCancelledWhileItWaitedNeverRuns() throws Exception {
        var ran = new AtomicBoolean();
        Thread blocker = block();
        Thread waiting =
                start(() ->
                        assertThrows(
                                CancellationException.class,
                                () -> pool.call(false, () -> ran.getAndSet(true))));
        awaitWaiting(waiting);

        waiting.interrupt();
        waiting.join();
        go.countDown();
        blocker.join();
        pool.call(false, () -> 0);

        assertFalse(ran.get());
    }

    @Test
    void closingThePoolLetsNobodyHang() throws Exception {
        var gaveUp = new AtomicBoolean();
        Thread blocker =
                start(() ->
                        assertThrows(
                                InterruptedException.class,
                                () ->
                                        pool.call(
                                                false,
                                                () -> {
                                                    go.await();
                                                    return 0;
                                                })));
        awaitWaiting(blocker);
        Thread waiting =
                start(() -> {
                    assertThrows(CancellationException.class, () -> pool.call(false, () -> 0));
                    gaveUp.set(true);
                });
        awaitWaiting(waiting);

        pool.close();
        waiting.join();
        blocker.join();

        assertTrue(gaveUp.get());
    }

    @Test
    void moreThanTheWholeBudgetIsRefused() {
        var refused = assertThrows(AssemblyException.class, () -> pool.reserve(BUDGET + 1));

        assertEquals(ErrorCode.INVALID_INPUT_ERROR, refused.error().code());
    }

    @Test
    void reservingWaitsUntilThereIsRoom() throws Exception {
        var first = pool.reserve(BUDGET);
        var got = new AtomicBoolean();
        Thread second =
                start(() -> {
                    pool.reserve(1).close();
                    got.set(true);
                });
        awaitWaiting(second);
        assertFalse(got.get());

        first.close();
        first.close();
        second.join();

        assertTrue(got.get());
        var whole = pool.reserve(BUDGET);
        whole.close();
    }

    @Test
    void roomClosedTwiceIsGivenBackOnce() throws Exception {
        var half = pool.reserve(BUDGET / 2);
        half.close();
        half.close();
        var whole = pool.reserve(BUDGET);
        Thread more = start(() -> assertThrows(InterruptedException.class, () -> pool.reserve(1)));
        awaitWaiting(more);

        more.interrupt();
        more.join();

        whole.close();
    }
}
