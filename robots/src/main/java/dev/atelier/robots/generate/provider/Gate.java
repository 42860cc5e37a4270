package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.ProviderException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands before one provider: lets so many calls through at a time, and none for a while after many
 * of them failed.
 */
final class Gate {
    static final int FAILURES = 20;
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final Duration CLOSED = Duration.ofSeconds(30);

    private final String provider;
    private final Semaphore permits;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Instant> failures = new ArrayDeque<>();
    private Instant closedUntil = Instant.MIN;

    Gate(String provider, int atOnce, InstantSource clock) {
        this.provider = provider;
        this.permits = new Semaphore(atOnce, true);
        this.clock = clock;
    }

    /**
     * Waits for a permit, which {@link #leave} gives back.
     *
     * @throws ProviderException when the provider is not asked at the moment, or no permit comes
     */
    void enter(Duration patience) throws InterruptedException, ProviderException {
        refuseWhileClosed();
        if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ProviderException(
                    ProviderException.Kind.OVERLOADED,
                    "No call to %s could start within %d s; raise providers.%s.at_once if it allows more."
                            .formatted(provider, patience.toSeconds(), provider));
        }
    }

    private void refuseWhileClosed() throws ProviderException {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (now.isBefore(closedUntil)) {
                throw new ProviderException(
                        ProviderException.Kind.OVERLOADED,
                        "%s failed %d times within a minute and is not asked for another %d s."
                                .formatted(
                                        provider,
                                        FAILURES,
                                        1 + Duration.between(now, closedUntil).toSeconds()));
            }
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        permits.release();
    }

    /** Counts a call that failed for a reason of the provider's. */
    void failed() {
        lock.lock();
        try {
            Instant now = clock.instant();
            failures.addLast(now);
            while (failures.getFirst().isBefore(now.minus(WINDOW))) {
                failures.removeFirst();
            }
            if (failures.size() >= FAILURES) {
                closedUntil = now.plus(CLOSED);
            }
        } finally {
            lock.unlock();
        }
    }
}
