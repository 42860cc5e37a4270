package dev.atelier.robots.script;

import java.time.Duration;

/**
 * What one script may take.
 *
 * @param time from its first statement to its value
 * @param megabytes of memory, the engine's own 2 MB included
 * @param resultChars longest value, as JSON
 * @param atOnce scripts that run side by side; others wait
 */
public record ScriptLimits(Duration time, int megabytes, int resultChars, int atOnce) {
    public static final ScriptLimits DEFAULT =
            new ScriptLimits(
                    Duration.ofSeconds(1),
                    32,
                    64 * 1024,
                    Runtime.getRuntime().availableProcessors());
}
