package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

/** Programs of this machine that know videos and sounds. */
public record MediaConfig(
        @Param(
                        doc =
                                "Path of ffprobe, which reads what is known of videos and"
                                        + " sounds. auto: looked for at the start; off: not"
                                        + " used.",
                        fallback = "auto")
                String ffprobe,
        @Param(
                        doc =
                                "Path of ffmpeg, which tells how loud a sound is and makes"
                                        + " previews of videos and sounds, or auto or off.",
                        fallback = "auto")
                String ffmpeg,
        @Param(
                        doc = "Time one of them may take for one file, in seconds.",
                        min = 1,
                        max = 600,
                        fallback = "30")
                int seconds) {}
