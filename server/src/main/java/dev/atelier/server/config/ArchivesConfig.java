package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** What one archive may unpack to; counted while it is read. */
public record ArchivesConfig(
        @Param(
                        doc = "Members of one archive, folders and links too.",
                        min = 1,
                        max = 1_000_000,
                        fallback = "10000")
                int members,
        @Param(
                        doc = "All members of one archive together, in bytes.",
                        min = 1,
                        max = 1e15,
                        fallback = "10737418240")
                long bytes,
        @Param(
                        doc = "How many times its own size an archive may unpack to.",
                        min = 1,
                        max = 100_000,
                        fallback = "100")
                int ratio,
        @Param(
                        doc = "What an archive may unpack to whatever the ratio, in bytes.",
                        min = 0,
                        max = 1e15,
                        fallback = "16777216")
                long freeBytes,
        @Param(
                        doc =
                                "Memory the dictionary of a compressed archive may take, in"
                                        + " kilobytes.",
                        min = 1_024,
                        max = 4_000_000,
                        fallback = "131072")
                int memoryKilobytes) {}
