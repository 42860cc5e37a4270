package dev.atelier.core.port;

import static dev.atelier.core.port.SampleEvents.created;
import static dev.atelier.core.port.SampleEvents.finished;
import static dev.atelier.core.port.SampleEvents.id;
import static dev.atelier.core.port.SampleEvents.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Lane;
import dev.atelier.core.port.JobQueue.Claim;
import dev.atelier.core.port.JobQueue.Handler;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What every {@link JobQueue} must prove. */
public abstract class JobQueueContract {
    /** How many jobs of one lane the queue under test runs at a time. */
    protected static final int THREADS = 2;

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final BlockingQueue<Claim> ended = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private TransactionsContract.Ports ports;

    @SuppressWarnings("NullAway.Init")
    private JobQueue queue;

    /** Empty ports; the queue is not started and has {@link #THREADS} threads in each lane. */
    protected abstract TransactionsContract.Ports open(InstantSource clock);

    @BeforeEach
    void openQueue() {
        ports = open(InstantSource.system());
        queue = ports.queue();
    }

    @AfterEach
    void stopQueue() {
        queue.stop(GRACE);
    }

    private Handler endingAtOnce() {
        return this::end;
    }

    private JobQueue.Finish end(Claim claim) {
        return ending -> {
            ports.transactions().run(ending::over);
            ended.add(claim);
        };
    }

    private Claim nextEnded() throws InterruptedException {
        Claim claim = ended.poll(10, TimeUnit.SECONDS);
        assertNotNull(claim, "no job ended within 10 s");
        return claim;
    }

    private void awaitEmpty() throws InterruptedException {
        var pause = new CountDownLatch(1);
        for (int i = 0; i < 1_000 && total() > 0; i++) {
            assertTrue(!pause.await(10, TimeUnit.MILLISECONDS));
        }
        assertEquals(0, total());
    }

    private int total() {
        return queue.depth().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void jobOfEachLaneRunsOnceAndIsGone() throws Exception {
        long before = System.nanoTime();
        for (Lane lane : Lane.values()) {
            queue.enqueue(job(1, lane.name()), lane, 0);
            assertEquals(1, queue.depth().get(lane));
        }

        queue.start(endingAtOnce());

        var lanes = new ArrayList<String>();
        for (int i = 0; i < Lane.values().length; i++) {
            Claim claim = nextEnded();
            assertEquals(claim.lane().name(), claim.key().inputKey());
            assertEquals("resize", claim.key().step());
            assertEquals(0, claim.lostRuns());
            assertTrue(claim.enqueuedAt() > 1_700_000_000_000L, "a time after 2023");
            lanes.add(claim.key().inputKey());
        }
        assertEquals(Lane.values().length, lanes.stream().distinct().count());
        awaitEmpty();
        assertNull(ended.poll());
        assertTrue(System.nanoTime() > before);
    }

    @Test
    void stepNamesMayHoldSlashesSpacesAndLetters() throws Exception {
        var key = new JobKey(id(1), ":original größe/2", "root");
        queue.start(endingAtOnce());

        queue.enqueue(key, Lane.LIVE_NETWORK, 0);

        assertEquals(key, nextEnded().key());
    }

    @Test
    void jobEnqueuedWhileRunningIdleStartsWithoutWaitingForAPoll() throws Exception {
        queue.start(endingAtOnce());
        queue.enqueue(job(1, "warm"), Lane.LIVE_PIXELS, 0);
        nextEnded();
        long before = System.nanoTime();

        for (int i = 0; i < 20; i++) {
            queue.enqueue(job(1, "input" + i), Lane.LIVE_PIXELS, 0);
            nextEnded();
        }

        assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(5));
    }

    @Test
    void secondEnqueueOfSameKeyIsIgnored() throws Exception {
        queue.enqueue(job(1, "a"), Lane.LIVE_PIXELS, 0);
        queue.enqueue(job(1, "a"), Lane.LIVE_PIXELS, 5);
        assertEquals(1, total());

        queue.start(claim -> {
            queue.enqueue(claim.key(), claim.lane(), 0);
            return end(claim);
        });

        nextEnded();
        awaitEmpty();
        assertNull(ended.poll());
    }

    @Test
    void jobOfUndoneWorkNeverRuns() throws Exception {
        queue.start(endingAtOnce());

        assertThrows(
                ArithmeticException.class,
                () ->
                        ports.transactions()
                                .run(() -> {
                                    queue.enqueue(job(1, "undone"), Lane.LIVE_PIXELS, 9);
                                    throw new ArithmeticException();
                                }));
        queue.enqueue(job(1, "kept"), Lane.LIVE_PIXELS, 0);

        assertEquals("kept", nextEnded().key().inputKey());
        awaitEmpty();
        assertNull(ended.poll());
    }

    @Test
    void jobStartsOnlyWhenItsTransactionIsCommitted() throws Exception {
        queue.start(claim -> {
            assertNotNull(ports.store().status(claim.key().assemblyId()));
            return end(claim);
        });

        ports.transactions()
                .run(() -> {
                    queue.enqueue(job(1, "root"), Lane.LIVE_PIXELS, 0);
                    ports.store().create(id(1), List.of(created(id(1))));
                });

        assertEquals(0, nextEnded().lostRuns());
    }

    @Test
    void higherPriorityRunsFirstOnBoundedThreads() throws Exception {
        var release = new CountDownLatch(1);
        var blocked = new CountDownLatch(THREADS);
        var urgent = new CountDownLatch(2);
        queue.start(claim -> {
            String key = claim.key().inputKey();
            if (key.startsWith("block")) {
                blocked.countDown();
                await(release);
            } else if (key.startsWith("low")) {
                await(urgent);
            } else {
                urgent.countDown();
            }
            return end(claim);
        });
        for (int i = 0; i < THREADS; i++) {
            queue.enqueue(job(1, "block" + i), Lane.LIVE_PIXELS, 0);
        }
        await(blocked);

        for (int i = 0; i < 20; i++) {
            queue.enqueue(job(1, "low" + i), Lane.LIVE_PIXELS, -5);
        }
        queue.enqueue(job(1, "normal"), Lane.LIVE_PIXELS, 0);
        queue.enqueue(job(1, "high"), Lane.LIVE_PIXELS, 5);
        release.countDown();

        for (int i = 0; i < THREADS + 22; i++) {
            assertEquals(0, nextEnded().lostRuns());
        }
        assertEquals(0, urgent.getCount(), "low jobs wait for the urgent ones, not the other way");
    }

    @Test
    void laneRunsNoMoreThanItsThreadsAndHoldsUpNoOtherLane() throws Exception {
        var release = new CountDownLatch(1);
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        queue.start(claim -> {
            if (claim.lane() == Lane.BATCH_PIXELS) {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                await(release);
                running.decrementAndGet();
            }
            return end(claim);
        });
        for (int i = 0; i < 5 * THREADS; i++) {
            queue.enqueue(job(1, "flood" + i), Lane.BATCH_PIXELS, 9);
        }

        queue.enqueue(job(2, "live"), Lane.LIVE_PIXELS, 0);

        assertEquals("live", nextEnded().key().inputKey());
        release.countDown();
        for (int i = 0; i < 5 * THREADS; i++) {
            nextEnded();
        }
        assertEquals(THREADS, most.get());
    }

    @Test
    void cancelAllRemovesTheWaitingJobsOfOneAssemblyOnly() throws Exception {
        var release = new CountDownLatch(1);
        var blocked = new CountDownLatch(1);
        queue.start(claim -> {
            if (claim.key().inputKey().equals("running")) {
                blocked.countDown();
                await(release);
            }
            return end(claim);
        });
        queue.enqueue(job(1, "running"), Lane.LIVE_PIXELS, 0);
        await(blocked);
        queue.stop(Duration.ZERO);
        queue.enqueue(job(1, "waiting"), Lane.LIVE_NETWORK, 0);
        queue.enqueue(job(2, "other"), Lane.LIVE_NETWORK, 0);

        queue.cancelAll(id(1));

        assertEquals(1, queue.depth().get(Lane.LIVE_NETWORK));
        release.countDown();
        queue.start(endingAtOnce());
        queue.enqueue(job(3, "last"), Lane.LIVE_NETWORK, -9);
        var seen = new ArrayList<String>();
        while (!seen.contains("last") || !seen.contains("other")) {
            seen.add(nextEnded().key().inputKey());
        }
        assertTrue(!seen.contains("waiting"));
    }

    @Test
    void cancelAllLeavesTheRunningJob() throws Exception {
        var release = new CountDownLatch(1);
        var blocked = new CountDownLatch(1);
        queue.start(claim -> {
            blocked.countDown();
            await(release);
            return end(claim);
        });
        queue.enqueue(job(1, "running"), Lane.LIVE_PIXELS, 0);
        await(blocked);

        queue.cancelAll(id(1));

        assertEquals(1, queue.depth().get(Lane.LIVE_PIXELS));
        release.countDown();
        assertEquals("running", nextEnded().key().inputKey());
        awaitEmpty();
    }

    @Test
    void endThatCouldNotBeStoredIsTriedAgainAndLeavesNoTrace() throws Exception {
        ports.store().create(id(1), List.of(created(id(1))));
        var tries = new AtomicInteger();
        queue.start(claim ->
                ending -> {
                    ports.transactions()
                            .run(() -> {
                                ports.store().append(id(1), 1, List.of(finished(claim.key())));
                                ending.over();
                                if (tries.incrementAndGet() == 1) {
                                    throw new ArithmeticException("first try");
                                }
                            });
                    ended.add(claim);
                });

        queue.enqueue(job(1, "root"), Lane.LIVE_PIXELS, 0);

        nextEnded();
        awaitEmpty();
        assertEquals(2, tries.get());
        assertEquals(2, ports.store().events(id(1), 0).size());
    }

    @Test
    void endMayOpenTheNextJobInItsTransaction() throws Exception {
        queue.start(claim ->
                ending -> {
                    ports.transactions()
                            .run(() -> {
                                ending.over();
                                if (claim.key().inputKey().equals("first")) {
                                    queue.enqueue(job(1, "second"), Lane.LIVE_NETWORK, 0);
                                }
                            });
                    ended.add(claim);
                });

        queue.enqueue(job(1, "first"), Lane.LIVE_PIXELS, 0);

        var seen = List.of(nextEnded().key().inputKey(), nextEnded().key().inputKey());
        assertTrue(seen.containsAll(List.of("first", "second")), seen::toString);
        awaitEmpty();
    }

    @Test
    void jobThatIsPutBackLetsOthersRunAndIsNotLost() throws Exception {
        var first = new AtomicInteger();
        queue.start(claim -> {
            boolean put = claim.key().inputKey().equals("put") && first.getAndIncrement() == 0;
            return put ? ending -> ending.again(Instant.now().plusMillis(1_500)) : end(claim);
        });
        queue.enqueue(job(1, "put"), Lane.LIVE_NETWORK, 0);
        awaitRuns(first, 1);

        for (int i = 0; i < 3 * THREADS; i++) {
            queue.enqueue(job(1, "other" + i), Lane.LIVE_NETWORK, -5);
            assertEquals("other" + i, nextEnded().key().inputKey());
        }
        assertEquals(1, queue.depth().get(Lane.LIVE_NETWORK));
        Claim again = nextEnded();

        assertEquals("put", again.key().inputKey());
        assertEquals(0, again.lostRuns());
        awaitEmpty();
    }

    @Test
    void jobThatIsPutBackRunsAtOnceWhenItIsCalled() throws Exception {
        var calls = new LinkedBlockingQueue<Claim>();
        var runs = new AtomicInteger();
        queue.start(claim -> {
            if (runs.getAndIncrement() > 0) {
                return end(claim);
            }
            return ending -> {
                ending.again(Instant.now().plusSeconds(600));
                calls.add(claim);
            };
        });
        queue.enqueue(job(1, "put"), Lane.LIVE_NETWORK, 3);
        Claim claim = Objects.requireNonNull(calls.poll(10, TimeUnit.SECONDS));

        assertTrue(queue.hasten(claim));
        queue.hasten(claim);

        assertEquals(claim.enqueuedAt(), nextEnded().enqueuedAt());
        awaitEmpty();
        assertFalse(queue.hasten(claim));
        assertEquals(2, runs.get());
    }

    @Test
    void jobThatIsPutBackRestsOnWhenItsCancelIsUndone() throws Exception {
        var puts = new LinkedBlockingQueue<Claim>();
        var runs = new AtomicInteger();
        queue.start(claim -> {
            boolean put = claim.key().inputKey().equals("put") && runs.getAndIncrement() == 0;
            return put ? ending -> putBack(ending, claim, puts) : end(claim);
        });
        queue.enqueue(job(1, "put"), Lane.LIVE_NETWORK, 0);
        assertNotNull(puts.poll(10, TimeUnit.SECONDS));

        assertThrows(
                ArithmeticException.class,
                () ->
                        ports.transactions()
                                .run(() -> {
                                    queue.cancelAll(id(1));
                                    throw new ArithmeticException();
                                }));
        queue.enqueue(job(1, "other"), Lane.LIVE_NETWORK, 0);

        assertEquals("other", nextEnded().key().inputKey());
        assertEquals(1, runs.get());
        assertEquals("put", nextEnded().key().inputKey());
        awaitEmpty();
        assertEquals(2, runs.get());
    }

    private static void putBack(JobQueue.Ending ending, Claim claim, BlockingQueue<Claim> puts) {
        ending.again(Instant.now().plusMillis(1_000));
        puts.add(claim);
    }

    @Test
    void whoCallsAJobLearnsThatItWasCancelled() throws Exception {
        var calls = new LinkedBlockingQueue<Claim>();
        queue.start(claim ->
                ending -> {
                    ending.again(Instant.now().plusSeconds(600));
                    calls.add(claim);
                });
        queue.enqueue(job(1, "put"), Lane.LIVE_NETWORK, 3);
        Claim claim = Objects.requireNonNull(calls.poll(10, TimeUnit.SECONDS));

        queue.cancelAll(claim.key().assemblyId());

        assertFalse(queue.hasten(claim));
    }

    @Test
    void aRunThatWasTakenOverCannotPutTheJobBack() throws Exception {
        var blocked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var refused = new CountDownLatch(1);
        queue.start(claim -> {
            blocked.countDown();
            awaitUninterruptibly(release);
            return ending -> {
                try {
                    ending.again(Instant.now());
                } catch (RuntimeException e) {
                    refused.countDown();
                    throw e;
                }
            };
        });
        queue.enqueue(job(1, "long"), Lane.LIVE_PIXELS, 0);
        await(blocked);

        queue.stop(Duration.ofMillis(50));
        queue.start(endingAtOnce());
        nextEnded();
        release.countDown();

        await(refused);
        awaitEmpty();
        assertNull(ended.poll());
    }

    private static void awaitRuns(AtomicInteger runs, int wanted) throws InterruptedException {
        var pause = new CountDownLatch(1);
        for (int i = 0; i < 1_000 && runs.get() < wanted; i++) {
            assertTrue(!pause.await(10, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void cancelAllRemovesTheJobsThatWerePutBack() throws Exception {
        var put = new CountDownLatch(1);
        queue.start(claim ->
                ending -> {
                    ending.again(Instant.now().plusSeconds(600));
                    put.countDown();
                });
        queue.enqueue(job(1, "put"), Lane.LIVE_NETWORK, 0);
        await(put);

        queue.cancelAll(id(1));

        awaitEmpty();
    }

    @Test
    void stopWaitsForTheRunningJob() throws Exception {
        var blocked = new CountDownLatch(1);
        var stopping = new CountDownLatch(1);
        queue.start(claim -> {
            blocked.countDown();
            await(stopping);
            return end(claim);
        });
        queue.enqueue(job(1, "running"), Lane.LIVE_PIXELS, 0);
        await(blocked);
        Thread.ofVirtual().start(stopping::countDown);

        queue.stop(GRACE);

        assertEquals(1, ended.size());
        assertEquals(0, total());
    }

    @Test
    void jobLeftByStopGoesBackAndItsZombieCannotEndIt() throws Exception {
        var blocked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var refused = new CountDownLatch(1);
        queue.start(claim -> {
            blocked.countDown();
            awaitUninterruptibly(release);
            return ending -> {
                try {
                    ports.transactions().run(ending::over);
                } catch (RuntimeException e) {
                    refused.countDown();
                    throw e;
                }
            };
        });
        queue.enqueue(job(1, "long"), Lane.LIVE_PIXELS, 0);
        await(blocked);

        queue.stop(Duration.ofMillis(50));
        queue.start(endingAtOnce());
        Claim second = nextEnded();
        release.countDown();

        assertEquals("long", second.key().inputKey());
        assertEquals(0, second.lostRuns(), "handed back is not lost");
        await(refused);
        awaitEmpty();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                assertTrue(latch.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
