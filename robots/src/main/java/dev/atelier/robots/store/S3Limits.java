package dev.atelier.robots.store;

import java.time.Duration;

/**
 * What one step may move from or to a bucket.
 *
 * @param files how many objects one job imports
 * @param fileBytes largest object
 * @param totalBytes all objects of one job together
 * @param time for one request, its body included
 */
public record S3Limits(int files, long fileBytes, long totalBytes, Duration time) {}
