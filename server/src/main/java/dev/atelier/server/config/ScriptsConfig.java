package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** Scripts in instructions: {@code /script/run} and expressions in {@code ${…}}. */
public record ScriptsConfig(
        @Param(doc = "Time a script may run, in ms.", min = 10, max = 60_000, fallback = "1000")
                int millis,
        @Param(doc = "Memory a script may use, in MB.", min = 4, max = 1_024, fallback = "32")
                int megabytes,
        @Param(
                        doc = "Longest value of a script, in characters of JSON.",
                        min = 1_024,
                        max = 1_048_576,
                        fallback = "65536")
                int resultChars,
        @Param(
                        doc = "Scripts that run at a time; 0 means one per core.",
                        min = 0,
                        max = 1_024,
                        fallback = "0")
                int atOnce) {}
