package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;

/**
 * A decoded picture: upright, one frame on its full canvas, with the samples of the file (bit
 * depth, palette, alpha and colour space are kept; CMYK arrives as RGB).
 *
 * @param iccProfile the profile that describes the samples, when the file has one
 * @param damage what is wrong with the picture although it could be read
 */
@SuppressWarnings("ArrayRecordComponent")
public record Picture(
        BufferedImage image, Probe probe, byte @Nullable [] iccProfile, @Nullable String damage) {

    public int width() {
        return image.getWidth();
    }

    public int height() {
        return image.getHeight();
    }
}
