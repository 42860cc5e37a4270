package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** What a step of /http/request may ask for at most. */
public record RequestsConfig(
        @Param(doc = "Time an answer may take, in seconds.", min = 1, max = 3_600, fallback = "300")
                int seconds,
        @Param(doc = "Largest answer, in bytes.", min = 1, max = 100_000_000, fallback = "10485760")
                int answerBytes,
        @Param(doc = "Files one answer may name.", min = 1, max = 100_000, fallback = "100")
                int files,
        @Param(
                        doc = "Largest file fetched because an answer names it, in bytes.",
                        min = 1,
                        max = 1e15,
                        fallback = "5368709120")
                long fileBytes,
        @Param(
                        doc = "Time to fetch one of them, in seconds.",
                        min = 1,
                        max = 86_400,
                        fallback = "600")
                int fileSeconds) {}
