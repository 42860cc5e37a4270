package dev.atelier.robots.generate.provider;

import java.time.Duration;

/** When one call has to be over. What it waits for before it begins does not count. */
final class Deadline {
    private static final Duration LEAST = Duration.ofMillis(1);

    private final Duration time;
    private boolean running;
    private long end;

    Deadline(Duration time) {
        this.time = time;
    }

    /** From now on the time runs, unless it does already. */
    void begin() {
        if (!running) {
            running = true;
            end = System.nanoTime() + time.toNanos();
        }
    }

    /** At least a millisecond. */
    Duration left() {
        if (!running) {
            return time;
        }
        Duration left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    boolean allows(Duration wait) {
        return left().compareTo(wait) > 0;
    }
}
