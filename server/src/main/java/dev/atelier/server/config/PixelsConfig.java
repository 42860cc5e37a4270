package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** Bounds on decoded pictures. */
public record PixelsConfig(
        @Param(
                        doc = "Threads that work on pixels; 0 stands for one per core.",
                        min = 0,
                        max = 1_024,
                        fallback = "0")
                int threads,
        @Param(
                        doc =
                                "Megapixels held decoded at a time by all jobs together; 0"
                                        + " stands for half the heap at 8 bytes per pixel.",
                        min = 0,
                        max = 1_000_000,
                        fallback = "0")
                int budgetMegapixels,
        @Param(doc = "Largest picture, in megapixels.", min = 1, max = 1_000, fallback = "64")
                int maxMegapixels,
        @Param(
                        doc = "Longest side of a picture, in pixels.",
                        min = 16,
                        max = 65_535,
                        fallback = "32767")
                int maxSide,
        @Param(doc = "Frames of an animation.", min = 1, max = 100_000, fallback = "500")
                int maxFrames,
        @Param(
                        doc = "Megapixels of all frames of an animation together.",
                        min = 1,
                        max = 10_000,
                        fallback = "256")
                int maxFrameMegapixels,
        @Param(
                        doc = "Time to decode one picture and read its metadata, in seconds.",
                        min = 1,
                        max = 600,
                        fallback = "10")
                int decodeSeconds,
        @Param(
                        doc =
                                "The libraries of the machine that pictures are left to."
                                        + " auto: libturbojpeg and libheif where they are"
                                        + " found; jpeg: libturbojpeg alone, so no AVIF and"
                                        + " HEIC; off: none, so JPEG takes longer.",
                        oneOf = {"auto", "jpeg", "off"},
                        fallback = "auto")
                String nativeCodecs) {}
