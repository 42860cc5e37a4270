package dev.atelier.robots.http;

import java.time.Duration;

/**
 * What one job may ask of a server and take from it; a step may ask for less.
 *
 * @param time for the request
 * @param answerBytes largest answer
 * @param files how many files an answer may name
 * @param fileBytes largest file fetched
 * @param totalBytes all files fetched together
 * @param fileTime to fetch one of them
 */
public record RequestLimits(
        Duration time,
        int answerBytes,
        int files,
        long fileBytes,
        long totalBytes,
        Duration fileTime) {}
