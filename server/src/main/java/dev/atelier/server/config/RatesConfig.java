package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** How often clients may ask. A limit is a bucket: quiet times are saved up for a burst. */
public record RatesConfig(
        @Param(
                        doc =
                                "Creates of Assemblies with one auth key per minute; 0 sets no"
                                        + " limit.",
                        min = 0,
                        max = 1_000_000,
                        fallback = "0")
                int createsPerKey,
        @Param(
                        doc =
                                "Creates of Assemblies from one address per minute, refused"
                                        + " ones included; 0 sets no limit.",
                        min = 0,
                        max = 1_000_000,
                        fallback = "0")
                int createsPerAddress,
        @Param(
                        doc =
                                "Assemblies of one account that may be under way at once,"
                                        + " counted about once a second; 0 sets no limit. A"
                                        + " server without keys sets none.",
                        min = 0,
                        max = 1_000_000,
                        fallback = "2500")
                int runningPerAccount,
        @Param(
                        doc =
                                "Reads of the status of one Assembly from one address per"
                                        + " second, with ten seconds' worth at once; 0 sets no"
                                        + " limit. A server without keys sets none.",
                        min = 0,
                        max = 1_000_000,
                        fallback = "3")
                int statusPerSecond,
        @Param(
                        doc =
                                "Failed requests for a bearer token from one address per"
                                        + " minute; 0 sets no limit.",
                        min = 0,
                        max = 1_000_000,
                        fallback = "30")
                int failedTokensPerMinute) {}
