package dev.atelier.core.assembly;

import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code warnings} in the status.
 *
 * @param step the step it concerns, if one is
 */
public record Warning(@Nullable String step, Level level, String message) {
    /** The two the wire knows. */
    public enum Level {
        /** Good to know; the result is what was asked for. */
        NOTICE,
        /** The result may not be what was expected. */
        WARNING
    }

    public static Warning warning(@Nullable String step, String message) {
        return new Warning(step, Level.WARNING, message);
    }
}
