package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** How large a request, its instructions and an Assembly may be. */
public record LimitsConfig(
        @Param(doc = "Largest upload, in bytes.", min = 1, max = 1e15, fallback = "5368709120")
                long uploadBytes,
        @Param(doc = "Files in one request.", min = 0, max = 100_000, fallback = "1000") int files,
        @Param(doc = "Form fields in one request.", min = 1, max = 100_000, fallback = "1000")
                int fields,
        @Param(doc = "Largest form field, in bytes.", min = 256, max = 1e8, fallback = "1048576")
                int fieldBytes,
        @Param(
                        doc = "All form fields of one request together, in bytes.",
                        min = 256,
                        max = 1e9,
                        fallback = "8388608")
                int formBytes,
        @Param(doc = "Largest params text, in bytes.", min = 256, max = 1e8, fallback = "1048576")
                int paramsBytes,
        @Param(doc = "Nesting of the params JSON.", min = 5, max = 1_000, fallback = "50")
                int jsonDepth,
        @Param(doc = "Tokens of the params JSON.", min = 100, max = 1e8, fallback = "200000")
                int jsonTokens,
        @Param(
                        doc = "Longest string in the params JSON, in characters.",
                        min = 256,
                        max = 1e8,
                        fallback = "262144")
                int jsonString,
        @Param(doc = "Steps of one Assembly.", min = 1, max = 10_000, fallback = "200") int steps,
        @Param(
                        doc = "Uses of steps by steps in one Assembly.",
                        min = 1,
                        max = 1_000_000,
                        fallback = "10000")
                int edges,
        @Param(
                        doc = "Steps one after another in one Assembly.",
                        min = 1,
                        max = 10_000,
                        fallback = "50")
                int depth,
        @Param(
                        doc = "Uploads and results of one Assembly.",
                        min = 1,
                        max = 10_000_000,
                        fallback = "10000")
                int assemblyFiles,
        @Param(
                        doc = "Runs of robots in one Assembly.",
                        min = 1,
                        max = 10_000_000,
                        fallback = "10000")
                int assemblyJobs,
        @Param(
                        doc = "All files one run of an import step fetches, in bytes.",
                        min = 1,
                        max = 1e15,
                        fallback = "10737418240")
                long importBytes,
        @Param(
                        doc =
                                "Time one Assembly may wait for its uploads, and then again to"
                                        + " run, in hours.",
                        min = 1,
                        max = 8_760,
                        fallback = "8")
                int runHours,
        @Param(
                        doc =
                                "Free space the disk of the data folder must have for new"
                                        + " Assemblies to be accepted, in megabytes.",
                        min = 0,
                        max = 1_000_000_000,
                        fallback = "1024")
                int freeSpaceMegabytes) {}
