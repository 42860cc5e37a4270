package dev.atelier.robots.generate.provider;

import java.time.Duration;

/** When one call has to be over. */
final class Deadline {
    private static final Duration LEAST = Duration.ofMillis(1);

    private final long end;

    Deadline(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
    }

    /** At least a millisecond. */
    Duration left() {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    boolean passed() {
        return System.nanoTime() - end >= 0;
    }

    boolean allows(Duration wait) {
        return left().compareTo(wait) > 0;
    }
}
