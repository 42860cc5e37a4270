package dev.atelier.robots.generate.provider;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.robot.NotYetException;
import dev.atelier.core.robot.NotYetException.Place;
import dev.atelier.robots.generate.ImageProvider.Turn;
import dev.atelier.robots.generate.ProviderException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Stands before one provider: lets so many calls through at a time, and none for a while after many
 * of them failed. A job that finds no permit joins a line and is called when one is free; the
 * permit is kept for it until it comes.
 */
final class Gate {
    /** How long a job that was called may take to come. */
    static final Duration CALLED = Duration.ofSeconds(10);

    /** When a job in line runs again though nobody called it. */
    static final Duration UNCALLED = Duration.ofSeconds(30);

    private final String provider;
    private final InstantSource clock;
    private final Breaker breaker;
    private final ReentrantLock lock = new ReentrantLock();
    private final WaitingLine line = new WaitingLine();

    /** Jobs permits are kept for, and until when. */
    private final Map<JobKey, Instant> kept = new LinkedHashMap<>();

    private int free;

    Gate(String provider, int atOnce, FailureRules rules, InstantSource clock) {
        this.provider = provider;
        this.free = atOnce;
        this.clock = clock;
        this.breaker = new Breaker(rules, clock);
    }

    /**
     * Keeps a permit for a job that will {@link #enter} when it has prepared its call.
     *
     * @return gives it back unless it was used
     * @throws NotYetException when there is none; a provider that is left alone is not asked
     */
    Turn turn(JobKey job) {
        return locked(() -> {
            if (breaker.pause().isZero()) {
                return keep(job);
            }
            return () -> giveUp(job);
        });
    }

    /**
     * As {@link #turn}, for a call whose preparing asks the provider already.
     *
     * @throws NotYetException when there is none
     * @throws ProviderException when the provider is left alone at the moment
     */
    Turn hold(JobKey job) throws ProviderException {
        boolean open = locked(() -> breaker.pause().isZero());
        if (!open) {
            throw locked(this::closed);
        }
        return turn(job);
    }

    /** A turn inside another one leaves the permit to the outer one. */
    private Turn keep(JobKey job) {
        requirePermit(job);
        boolean held = Instant.MAX.equals(kept.put(job, Instant.MAX));
        return held ? () -> {} : () -> giveUp(job);
    }

    private void giveUp(JobKey job) {
        locked(() -> kept.remove(job) != null);
    }

    /**
     * Takes a permit, which {@link #leave} gives back.
     *
     * @throws NotYetException when there is none
     * @throws ProviderException when the provider is left alone at the moment
     */
    void enter(JobKey job) throws ProviderException {
        ProviderException refusal =
                locked(() -> {
                    if (!breaker.pause().isZero()) {
                        return closed();
                    }
                    requirePermit(job);
                    kept.remove(job);
                    free--;
                    return null;
                });
        if (refusal != null) {
            throw refusal;
        }
    }

    private void requirePermit(JobKey job) {
        if (!kept.containsKey(job) && free <= kept.size()) {
            throw new NotYetException(
                    "%s has as many calls under way as it may.".formatted(provider),
                    UNCALLED,
                    this::join);
        }
        line.remove(job);
    }

    private ProviderException closed() {
        Duration pause = breaker.pause();
        String message =
                "%s failed %d times within a minute and is not asked for another %d s."
                        .formatted(provider, breaker.failures(), 1 + pause.toSeconds());
        var refusal = new ProviderException(ProviderException.Kind.OVERLOADED, message);
        return breaker.mayRecover() ? refusal.passing(pause) : refusal;
    }

    private void join(Place place) {
        locked(() -> {
            line.add(place);
            return true;
        });
    }

    void leave() {
        locked(() -> ++free);
    }

    /**
     * What becomes of a refusal that cost nothing: a reason to wait, as long as that is worth it.
     *
     * @param reached false when there was nobody; that passes only where somebody was before
     */
    ProviderException later(ProviderException refusal, Duration wait, boolean reached) {
        return locked(() ->
                breaker.worth(wait) && (reached || breaker.worked())
                        ? refusal.passing(wait)
                        : refusal);
    }

    /** Counts a call that failed for a reason of the provider's. */
    void failed() {
        locked(() -> {
            breaker.failed();
            return true;
        });
    }

    /** Notes that the provider does what it is there for. */
    void succeeded() {
        locked(() -> {
            breaker.succeeded();
            return true;
        });
    }

    /** Does the work under the lock, then calls whoever's turn it is without it. */
    private <T extends @Nullable Object> T locked(Supplier<T> work) {
        var called = new ArrayDeque<Place>();
        try {
            return locked(work, called);
        } finally {
            while (!called.isEmpty()) {
                call(called.remove(), called);
            }
        }
    }

    /** The permit of a job that is gone goes to the next one at once. */
    private void call(Place place, Queue<Place> called) {
        if (!place.ready().getAsBoolean()) {
            locked(() -> giveUpCalled(place.job()), called);
        }
    }

    /** Who came all the same keeps what is kept for him. */
    private boolean giveUpCalled(JobKey job) {
        return !Instant.MAX.equals(kept.get(job)) && kept.remove(job) != null;
    }

    private <T extends @Nullable Object> T locked(Supplier<T> work, Queue<Place> called) {
        lock.lock();
        try {
            summon(called);
            return work.get();
        } finally {
            summon(called);
            lock.unlock();
        }
    }

    /** Keeps every free permit for the next in line; who was called and did not come loses his. */
    private void summon(Queue<Place> called) {
        Instant now = clock.instant();
        kept.values().removeIf(until -> until.isBefore(now));
        while (free > kept.size() && !line.isEmpty()) {
            Place next = Objects.requireNonNull(line.next());
            kept.put(next.job(), now.plus(CALLED));
            called.add(next);
        }
    }
}
