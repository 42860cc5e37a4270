package dev.atelier.server.http;

import java.time.Duration;

/**
 * How slowly a body may arrive.
 *
 * @param idle longest silence
 * @param grace time spent waiting before the average counts
 * @param bytesPerSecond least average after that, over the time spent waiting; 0 for any
 */
public record Pace(Duration idle, Duration grace, int bytesPerSecond) {

    /** Whether so few bytes in so much waiting are too few. */
    boolean tooSlow(long bytes, Duration waited) {
        return waited.compareTo(grace) > 0
                && bytes < (double) bytesPerSecond * waited.toMillis() / 1000;
    }
}
