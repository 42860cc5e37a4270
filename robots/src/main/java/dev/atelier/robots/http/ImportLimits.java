package dev.atelier.robots.http;

import java.time.Duration;

/**
 * What one import step may fetch.
 *
 * @param files how many URLs
 * @param fileBytes largest file
 * @param totalBytes all files of one run together
 * @param time for one attempt at one URL
 * @param pause before a failed URL is tried again
 */
public record ImportLimits(
        int files, long fileBytes, long totalBytes, Duration time, Duration pause) {}
