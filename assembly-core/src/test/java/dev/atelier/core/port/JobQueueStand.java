package dev.atelier.core.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.port.JobQueue.Claim;
import dev.atelier.core.port.JobQueue.Handler;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A queue on its store, and a test that waits for what it runs. */
public abstract class JobQueueStand {
    /** How many jobs of one lane the queue under test runs at a time. */
    protected static final int THREADS = 2;

    static final Duration GRACE = Duration.ofSeconds(5);

    final BlockingQueue<Claim> ended = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    TransactionsContract.Ports ports;

    @SuppressWarnings("NullAway.Init")
    JobQueue queue;

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

    Handler endingAtOnce() {
        return this::end;
    }

    JobQueue.Finish end(Claim claim) {
        return ending -> {
            ports.transactions().run(ending::over);
            ended.add(claim);
        };
    }

    Claim nextEnded() throws InterruptedException {
        Claim claim = ended.poll(10, TimeUnit.SECONDS);
        assertNotNull(claim, "no job ended within 10 s");
        return claim;
    }

    void awaitEmpty() throws InterruptedException {
        var pause = new CountDownLatch(1);
        for (int i = 0; i < 1_000 && total() > 0; i++) {
            assertTrue(!pause.await(10, TimeUnit.MILLISECONDS));
        }
        assertEquals(0, total());
    }

    int total() {
        return queue.depth().values().stream().mapToInt(Integer::intValue).sum();
    }

    static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void awaitUninterruptibly(CountDownLatch latch) {
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
