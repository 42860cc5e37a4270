package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

import org.jspecify.annotations.Nullable;

/** Where the server listens and how patient it is. */
public record HttpConfig(
        @Param(
                        doc =
                                "Address to listen on. Must be a loopback address as long as"
                                        + " there are no keys.",
                        fallback = "127.0.0.1")
                String host,
        @Param(
                        doc = "Port to listen on; 0 picks a free one.",
                        min = 0,
                        max = 65_535,
                        fallback = "8080")
                int port,
        @Param(
                        doc =
                                "Start of every URL the server hands out, such as"
                                        + " https://pictures.example. When left out, the Host of"
                                        + " the request that created the Assembly.",
                        pattern = "https?://[^/?#\\s]+(/[^?#\\s]*)?")
                @Nullable String publicUrl,
        @Param(
                        doc =
                                "Address ranges of proxies in front, such as 10.1.0.0/16,"
                                        + " separated by commas. Only what they say in"
                                        + " X-Forwarded-For, X-Forwarded-Proto and"
                                        + " X-Forwarded-Host counts. When left out, nobody's.",
                        pattern =
                                "[0-9a-fA-F:.]+(/\\d{1,3})?(\\s*,\\s*[0-9a-fA-F:.]+(/\\d{1,3})?)*")
                @Nullable String trustedProxies,
        @Param(
                        doc = "Longest silence while a request is arriving, in seconds.",
                        min = 1,
                        max = 3_600,
                        fallback = "60")
                int idleSeconds,
        @Param(
                        doc =
                                "Time a request may keep the server waiting before it has to"
                                        + " arrive at `bytes_per_second`, in seconds.",
                        min = 1,
                        max = 3_600,
                        fallback = "30")
                int slowSeconds,
        @Param(
                        doc =
                                "Slowest a request may arrive on average; 0 lets it be as slow"
                                        + " as it likes.",
                        min = 0,
                        max = 1_000_000_000,
                        fallback = "1024")
                int bytesPerSecond,
        @Param(
                        doc =
                                "Time a new connection has to send its first headers, in"
                                        + " seconds.",
                        min = 1,
                        max = 600,
                        fallback = "20")
                int headerSeconds,
        @Param(
                        doc = "Largest request head, in bytes.",
                        min = 1_024,
                        max = 1_048_576,
                        fallback = "16384")
                int headerBytes,
        @Param(
                        doc =
                                "Longest time the answer to a create with await or blocking is"
                                        + " held back, in seconds.",
                        min = 0,
                        max = 3_600,
                        fallback = "300")
                int awaitSeconds,
        @Param(
                        doc = "Unfinished requests one address may have at a time.",
                        min = 1,
                        max = 100_000,
                        fallback = "200")
                int unfinishedPerAddress) {}
