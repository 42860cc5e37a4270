package dev.atelier.core.port;

import static dev.atelier.core.port.SampleEvents.id;
import static dev.atelier.core.port.SampleEvents.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.Lane;
import dev.atelier.core.port.JobQueue.Claim;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What a {@link JobQueue} must prove of jobs that are put back to wait. */
public abstract class PutBackContract extends JobQueueStand {
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
}
