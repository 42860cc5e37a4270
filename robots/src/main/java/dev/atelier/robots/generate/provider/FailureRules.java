package dev.atelier.robots.generate.provider;

import java.time.Duration;

/**
 * When a provider that fails is left alone.
 *
 * @param most failed calls within a minute
 * @param pause for so long it is left alone then, while its jobs wait
 * @param patience how long it may fail without one success before jobs no longer wait for it
 */
public record FailureRules(int most, Duration pause, Duration patience) {
    public static final FailureRules DEFAULT =
            new FailureRules(20, Duration.ofSeconds(30), Duration.ofMinutes(10));
}
