package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

import org.jspecify.annotations.Nullable;

/** Requests to servers whose URL somebody else gave. */
public record OutboundConfig(
        @Param(
                        doc =
                                "Address ranges that may be asked though they are not public,"
                                        + " such as 10.1.0.0/16, separated by commas. When left"
                                        + " out, none.")
                @Nullable String allowedPrivate,
        @Param(
                        doc =
                                "Ports above 1024 that are never asked, separated by commas; of"
                                        + " the others only 80 and 443 are.",
                        pattern = "\\d+(\\s*,\\s*\\d+)*",
                        fallback =
                                "1433,1521,2049,2375,2376,3306,3389,5432,5672,5900,6379,9200,11211,27017")
                String deniedPorts,
        @Param(
                        doc =
                                "Time to connect, in ms. An answer that a server cannot be"
                                        + " reached never comes sooner.",
                        min = 10,
                        max = 60_000,
                        fallback = "5000")
                int connectMillis,
        @Param(
                        doc = "Time for the head of an answer, in ms.",
                        min = 10,
                        max = 600_000,
                        fallback = "10000")
                int headerMillis,
        @Param(
                        doc = "Longest silence within an answer, in ms.",
                        min = 10,
                        max = 600_000,
                        fallback = "15000")
                int idleMillis,
        @Param(
                        doc = "Largest head of an answer, in bytes.",
                        min = 1_024,
                        max = 1_048_576,
                        fallback = "16384")
                int headerBytes) {}
