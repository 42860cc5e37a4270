package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** Pages of PDFs, each drawn by a process of its own. */
public record DocumentsConfig(
        @Param(doc = "Time one page may take, in seconds.", min = 1, max = 600, fallback = "20")
                int pageSeconds,
        @Param(
                        doc =
                                "Memory of the process that draws a page, in MB; besides its"
                                        + " heap it takes some 80 MB.",
                        min = 32,
                        max = 8_192,
                        fallback = "256")
                int pageMegabytes,
        @Param(doc = "Pages drawn at a time; others wait.", min = 1, max = 64, fallback = "2")
                int pagesAtOnce) {}
