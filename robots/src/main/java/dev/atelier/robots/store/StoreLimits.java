package dev.atelier.robots.store;

import java.time.Duration;

/**
 * How large files are sent.
 *
 * @param tusChunkBytes sent to a tus server in one request
 * @param s3PartBytes a larger file goes to a bucket in parts of this size
 * @param time for one chunk or part
 * @param attempts in a row that may bring nothing before a file is given up
 * @param pause before the second attempt; it doubles with each further one
 * @param waits time a job may take beyond that of every job
 */
public record StoreLimits(
        long tusChunkBytes,
        long s3PartBytes,
        Duration time,
        int attempts,
        Duration pause,
        Duration waits) {}
