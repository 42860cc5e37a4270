package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** What is logged, and how. */
public record LogConfig(
        @Param(
                        doc = "One line of text or one JSON object per entry.",
                        oneOf = {"text", "json"},
                        fallback = "text")
                String format,
        @Param(
                        doc = "The least important level that is written.",
                        oneOf = {"error", "warn", "info", "debug"},
                        fallback = "info")
                String level) {}
