package dev.atelier.robots.generate.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Leaves a provider alone for a while after many of its calls failed. Not safe for concurrent use.
 */
final class Breaker {
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final FailureRules rules;
    private final InstantSource clock;
    private final Deque<Instant> failures = new ArrayDeque<>();
    private Instant closedUntil = Instant.MIN;
    private Instant failingSince = Instant.MAX;
    private boolean worked;

    Breaker(FailureRules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** How long it is still left alone; zero when it may be asked. */
    Duration pause() {
        Instant now = clock.instant();
        return now.isBefore(closedUntil) ? Duration.between(now, closedUntil) : Duration.ZERO;
    }

    /** Whether it is worth waiting for: it did something right not too long ago. */
    boolean mayRecover() {
        Instant now = clock.instant();
        return failingSince.isAfter(now) || !failingSince.plus(rules.patience()).isBefore(now);
    }

    boolean worth(Duration wait) {
        return mayRecover() && wait.compareTo(rules.patience()) <= 0;
    }

    /** Counts a call that failed for a reason of the provider's. */
    void failed() {
        Instant now = clock.instant();
        Instant last = failures.peekLast();
        boolean forgotten = last == null || last.plus(rules.patience()).isBefore(now);
        failingSince = forgotten || failingSince.isAfter(now) ? now : failingSince;
        failures.addLast(now);
        while (failures.getFirst().isBefore(now.minus(WINDOW))) {
            failures.removeFirst();
        }
        if (failures.size() >= rules.most()) {
            closedUntil = now.plus(rules.pause());
        }
    }

    void succeeded() {
        failingSince = Instant.MAX;
        worked = true;
    }

    /** Whether it ever succeeded. */
    boolean worked() {
        return worked;
    }

    int failures() {
        return failures.size();
    }
}
