package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** Telling a notify_url that an Assembly has ended. */
public record NotificationsConfig(
        @Param(
                        doc =
                                "When delivery is tried, in ms after the end of the Assembly,"
                                        + " separated by commas.",
                        pattern = "\\d{1,9}(\\s*,\\s*\\d{1,9})*",
                        fallback = "0,5000,15000,30000,60000")
                String attemptMillis,
        @Param(
                        doc = "Time one attempt may take, in ms.",
                        min = 10,
                        max = 600_000,
                        fallback = "10000")
                int totalMillis,
        @Param(
                        doc = "Notifications on their way at a time.",
                        min = 1,
                        max = 10_000,
                        fallback = "64")
                int atOnce) {}
