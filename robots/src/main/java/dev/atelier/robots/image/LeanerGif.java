package dev.atelier.robots.image;

import dev.atelier.robots.codec.Blocks;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.FrameWriter;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.codec.Pixels;
import dev.atelier.robots.codec.Probe;
import dev.atelier.robots.codec.Slim;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An animated GIF written anew.
 *
 * @param notes whether its comments and XMP must stay, which they cannot here
 */
record LeanerGif(Codec codec, Path file, boolean notes) {

    /**
     * The animation in frames that hold only what changes, or null when it would not look the same
     * to the last pixel.
     */
    byte @Nullable [] onlyChanges(Path out) throws IOException {
        if (!suitable()) {
            return null;
        }
        List<Long> shown = new ArrayList<>();
        Encoding encoding = Encoding.of(ImageFormat.GIF);
        try (FrameWriter writer = codec.animation(encoding, codec.plays(file), out)) {
            codec.play(
                    file,
                    (picture, millis) -> {
                        shown.add(fingerprint(picture, millis));
                        writer.add(Codec.srgb8(picture), millis);
                    });
        }
        List<Long> found = new ArrayList<>();
        codec.play(out, (picture, millis) -> found.add(fingerprint(picture, millis)));
        return found.equals(shown) ? Files.readAllBytes(out) : null;
    }

    private boolean suitable() throws IOException {
        Probe probe = codec.probe(file);
        Blocks blocks = codec.header(file).blocks();
        boolean noted = blocks.xmp() != null || !blocks.texts().isEmpty();
        boolean fits = probe.pixels() * probe.frames() <= codec.limits().maxAnimationPixels();
        return probe.frames() > 1
                && fits
                && !(notes && noted)
                && !Slim.isProfiled(Files.readAllBytes(file));
    }

    /** Tells frames apart; the colour of what is transparent does not matter. */
    private static long fingerprint(Picture picture, int millis) {
        long sum = millis;
        for (int p : Pixels.of(Codec.srgb8(picture))) {
            sum = sum * 6_364_136_223_846_793_005L + (p >>> 24 == 0 ? 0 : p);
        }
        return sum;
    }
}
