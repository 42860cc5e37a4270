package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** How resumable uploads are taken. */
public record UploadsConfig(
        @Param(
                        doc =
                                "Time an Assembly waits while nothing arrives for it before it"
                                        + " fails, in seconds.",
                        min = 1,
                        max = 604_800,
                        fallback = "1800")
                int idleSeconds,
        @Param(
                        doc =
                                "Time a request waits for an older one of the same upload to"
                                        + " stop, in seconds.",
                        min = 1,
                        max = 600,
                        fallback = "20")
                int lockSeconds,
        @Param(
                        doc =
                                "Whether received bytes are on the disk before a request is"
                                        + " answered. Without it a power cut may take back what"
                                        + " was acknowledged; a crash of the server alone does"
                                        + " not.",
                        fallback = "true")
                boolean sync,
        @Param(
                        doc =
                                "Fastest sender whose bytes are hashed as they arrive, in"
                                        + " megabytes a second. Hashing would hold a faster one up,"
                                        + " so its upload is hashed after the last answer.",
                        min = 0,
                        max = 100_000,
                        fallback = "150")
                int hashBesideMegabytes,
        @Param(
                        doc =
                                "Files fetched at a time that clients have uploaded elsewhere, half"
                                        + " of them at most for one account.",
                        min = 1,
                        max = 10_000,
                        fallback = "32")
                int fetchesAtOnce,
        @Param(
                        doc = "Longest time fetching one of them may take, in seconds.",
                        min = 1,
                        max = 86_400,
                        fallback = "600")
                int fetchSeconds) {}
