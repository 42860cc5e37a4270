package dev.atelier.robots.preview;

import dev.atelier.robots.codec.PictureException;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A song or a film is shown by its cover, as it lies in the file. */
record ArtworkWay(Easel easel) implements PreviewWay {
    @Override
    public @Nullable Shown of(Subject subject) throws Exception {
        Reel reel = subject.reel();
        int stream = reel.facts().cover();
        if (stream < 0) {
            return null;
        }
        Path cover = easel.place("cover");
        List<String> copied =
                List.of("-map", "0:" + stream, "-c", "copy", "-frames:v", "1", "-f", "image2pipe");
        long bytes =
                reel.printed(
                        0,
                        copied,
                        in -> Files.copy(in, cover, StandardCopyOption.REPLACE_EXISTING));
        if (bytes == 0) {
            throw new PictureException("ffmpeg cannot take its cover out.");
        }
        return new ImageWay(easel).of(cover, "The cover of " + subject.file().name(), ground());
    }

    /** From the middle of the preview to its corners; a colour that is not given is as usual. */
    private Paint ground() {
        Hex centre = easel.params().artworkCenterColor();
        Hex outer = easel.params().artworkOuterColor();
        if (centre == null && outer == null) {
            return easel.background();
        }
        Dimension size = easel.wanted();
        double radius = Math.hypot(size.width, size.height) / 2;
        Color usual = easel.params().background().awt();
        Color[] colours = {
            centre == null ? usual : centre.awt(), outer == null ? usual : outer.awt()
        };
        return new RadialGradientPaint(
                size.width / 2f, size.height / 2f, (float) radius, new float[] {0, 1}, colours);
    }
}
