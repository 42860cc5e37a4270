package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** How files are left on the servers of others. */
public record StoresConfig(
        @Param(
                        doc = "Sent to a tus server in one request, in bytes.",
                        min = 1_024,
                        max = 1e12,
                        fallback = "8388608")
                long tusChunkBytes,
        @Param(
                        doc =
                                "A larger file goes to a bucket in parts of this size, in bytes;"
                                        + " Amazon S3 takes parts of 5 MiB and more.",
                        min = 1_024,
                        max = 5e9,
                        fallback = "67108864")
                long s3PartBytes,
        @Param(
                        doc = "Time for one chunk or part, in seconds.",
                        min = 1,
                        max = 86_400,
                        fallback = "120")
                int chunkSeconds,
        @Param(
                        doc = "Attempts in a row that may bring nothing before a file is given up.",
                        min = 1,
                        max = 100,
                        fallback = "5")
                int attempts,
        @Param(
                        doc =
                                "Pause before the second attempt, in ms; it doubles with each"
                                        + " further one.",
                        min = 0,
                        max = 60_000,
                        fallback = "1000")
                int pauseMillis,
        @Param(
                        doc = "Time a job may take beyond `lanes.job_seconds`, in seconds.",
                        min = 0,
                        max = 86_400,
                        fallback = "3600")
                int extraSeconds) {}
