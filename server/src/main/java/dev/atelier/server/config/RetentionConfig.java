package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** How long things are kept. */
public record RetentionConfig(
        @Param(
                        doc = "Days an ended Assembly and its files are kept.",
                        min = 1,
                        max = 36_500,
                        fallback = "30")
                int days,
        @Param(
                        doc = "Hours after which a file that belongs to nothing is swept.",
                        min = 1,
                        max = 8_760,
                        fallback = "24")
                int orphanHours) {}
