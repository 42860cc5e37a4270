package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** How many jobs run at once. */
public record LanesConfig(
        @Param(
                        doc = "Live jobs that work on pixels; 0 stands for one per core.",
                        min = 0,
                        max = 1_024,
                        fallback = "0")
                int livePixels,
        @Param(
                        doc = "Batch jobs that work on pixels; 0 stands for one per two cores.",
                        min = 0,
                        max = 1_024,
                        fallback = "0")
                int batchPixels,
        @Param(doc = "Live jobs that wait for others.", min = 1, max = 10_000, fallback = "512")
                int liveNetwork,
        @Param(doc = "Batch jobs that wait for others.", min = 1, max = 10_000, fallback = "128")
                int batchNetwork,
        @Param(
                        doc =
                                "Time one job may take, in seconds. One that asks providers"
                                        + " may take `generation.deadline_seconds` longer.",
                        min = 1,
                        max = 86_400,
                        fallback = "300")
                int jobSeconds,
        @Param(
                        doc = "Interval at which a running job says that it lives, in seconds.",
                        min = 1,
                        max = 60,
                        fallback = "5")
                int heartbeatSeconds,
        @Param(
                        doc =
                                "Runs of one job that may be lost to a dying process before its"
                                        + " step fails.",
                        min = 1,
                        max = 1_000_000,
                        fallback = "3")
                int lostRuns) {}
