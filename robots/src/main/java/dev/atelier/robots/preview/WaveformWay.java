package dev.atelier.robots.preview;

import dev.atelier.robots.codec.PictureException;

import org.jspecify.annotations.Nullable;

import java.awt.Dimension;
import java.util.List;

/** A sound is shown by how loud it is. */
record WaveformWay(Easel easel) implements PreviewWay {
    private static final List<String> SAMPLES =
            List.of("-map", "0:a:0", "-ac", "2", "-ar", "" + Loudness.RATE, "-f", "s16le");

    @Override
    public @Nullable Shown of(Subject subject) throws Exception {
        Reel reel = subject.reel();
        if (!reel.facts().sound()) {
            return null;
        }
        Loudness loudness = reel.printed(0, SAMPLES, Loudness::of);
        if (loudness.isEmpty()) {
            throw new PictureException("ffmpeg cannot decode it.");
        }
        FilePreviewRobot.Params params = easel.params();
        var size = new Dimension(params.waveformWidth(), params.waveformHeight());
        // it has a size of its own, so that it can be smaller than the preview
        PreviewFrame frame = easel.frame(size, false);
        easel.reserve(frame, (long) size.width * size.height);
        var waveform =
                new Waveform(
                        size.width,
                        size.height,
                        params.waveformCenterColor().awt(),
                        params.waveformOuterColor().awt());
        return new Shown.Still(
                easel.job()
                        .pixels(() ->
                                easel.framed(waveform.draw(loudness), frame, easel.background())));
    }
}
