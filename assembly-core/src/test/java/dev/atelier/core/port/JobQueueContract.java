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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Lane;
import dev.atelier.core.port.JobQueue.Claim;
import dev.atelier.core.robot.Uninterrupted;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What every {@link JobQueue} must prove. */
public abstract class JobQueueContract extends PutBackContract {
    /** Whether other processes take over what a stopped one leaves. */
    protected boolean lasting() {
        return true;
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
    void stopWaitsForWhatMustNotBeInterrupted() throws Exception {
        assumeTrue(lasting(), "a queue in memory ends with its process");
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        queue.start(claim -> {
            Uninterrupted.run(() -> {
                begun.countDown();
                awaitUninterruptibly(goOn);
            });
            return end(claim);
        });
        queue.enqueue(job(1, "paying"), Lane.LIVE_PIXELS, 0);
        await(begun);

        Thread stopping = Thread.ofVirtual().start(() -> queue.stop(Duration.ofMillis(1)));

        assertFalse(stopping.join(Duration.ofMillis(500)));
        goOn.countDown();
        assertTrue(stopping.join(GRACE));
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
}
