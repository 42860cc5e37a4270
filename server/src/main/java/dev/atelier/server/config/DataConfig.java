package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** Where files and the database are kept. */
public record DataConfig(
        @Param(doc = "Folder for uploads, results and the database.", fallback = "./data")
                String dir) {}
