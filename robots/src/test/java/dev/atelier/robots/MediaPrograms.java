package dev.atelier.robots;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atelier.robots.meta.MediaTool;
import dev.atelier.robots.meta.MediaTools;

import java.time.Duration;

/** FFmpeg as this machine has it. */
public final class MediaPrograms {
    private static final Duration TIME = Duration.ofSeconds(20);

    private static final MediaTools FOUND =
            new MediaTools(
                    MediaTool.find("auto", "ffprobe", TIME),
                    MediaTool.find("auto", "ffmpeg", TIME));

    private MediaPrograms() {}

    public static MediaTools found() {
        return FOUND;
    }

    /** Tests that need it are not run elsewhere. */
    public static MediaTools needed() {
        assumeTrue(
                FOUND.ffprobe() != null && FOUND.ffmpeg() != null, "FFmpeg is not installed here");
        return FOUND;
    }
}
