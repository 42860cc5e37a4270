package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** Live updates. */
public record EventsConfig(
        @Param(
                        doc = "Clients that may follow Assemblies at a time.",
                        min = 1,
                        max = 1_000_000,
                        fallback = "10000")
                int listeners,
        @Param(
                        doc =
                                "Updates of one Assembly held in memory for those who follow"
                                        + " it; older ones are read from the database.",
                        min = 1,
                        max = 100_000,
                        fallback = "256")
                int kept,
        @Param(
                        doc = "Interval of the signs of life on a silent stream, in ms.",
                        min = 10,
                        max = 300_000,
                        fallback = "15000")
                int pingMillis,
        @Param(
                        doc =
                                "Interval at which events stored by another process are looked"
                                        + " for, in ms.",
                        min = 10,
                        max = 60_000,
                        fallback = "1000")
                int pollMillis,
        @Param(
                        doc = "Interval of progress updates, in ms; 0 turns them off.",
                        min = 0,
                        max = 60_000,
                        fallback = "2000")
                int progressMillis,
        @Param(
                        doc =
                                "Time a client has to take what is sent to it before its"
                                        + " connection is closed, in seconds.",
                        min = 1,
                        max = 3_600,
                        fallback = "30")
                int stallSeconds) {}
