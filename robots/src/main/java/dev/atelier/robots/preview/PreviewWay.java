package dev.atelier.robots.preview;

import org.jspecify.annotations.Nullable;

/** One way to show a file. */
sealed interface PreviewWay
        permits ArtworkWay, ClipWay, FrameWay, IconWay, ImageWay, NoWay, PageWay, WaveformWay {
    /**
     * @return null when the file has nothing that could be shown in this way
     * @throws dev.atelier.robots.codec.PictureException when it has, with why it cannot be shown
     */
    @Nullable Shown of(Subject subject) throws Exception;
}
