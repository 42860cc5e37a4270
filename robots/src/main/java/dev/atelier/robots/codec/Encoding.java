package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.Color;

/**
 * How a picture is written.
 *
 * @param quality 1 to 100, for JPEG and lossy WebP
 * @param lossless for WebP: every sample kept, also those under full transparency
 * @param progressive for JPEG and PNG: it gets sharper while it loads
 * @param background what shows through transparent pixels where the format has no alpha
 * @param iccProfile stored in the file when the format can hold it
 * @param mark the mark of origin to store, if any
 * @param packing what changes the file and not the picture
 */
@SuppressWarnings("ArrayRecordComponent")
public record Encoding(
        ImageFormat format,
        int quality,
        boolean lossless,
        boolean progressive,
        Color background,
        byte @Nullable [] iccProfile,
        @Nullable OriginMark mark,
        Packing packing) {

    public Encoding {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality must be 1 to 100, not " + quality);
        }
    }

    /** Quality 92, baseline, on white, without profile and mark. */
    public static Encoding of(ImageFormat format) {
        return new Encoding(format, 92, false, false, Color.WHITE, null, null, Packing.PLAIN);
    }

    public Encoding withQuality(int value) {
        return new Encoding(
                format, value, lossless, progressive, background, iccProfile, mark, packing);
    }

    public Encoding withLossless(boolean value) {
        return new Encoding(
                format, quality, value, progressive, background, iccProfile, mark, packing);
    }

    public Encoding withProgressive(boolean value) {
        return new Encoding(
                format, quality, lossless, value, background, iccProfile, mark, packing);
    }

    public Encoding withBackground(Color value) {
        return new Encoding(
                format, quality, lossless, progressive, value, iccProfile, mark, packing);
    }

    public Encoding withIccProfile(byte @Nullable [] value) {
        return new Encoding(
                format, quality, lossless, progressive, background, value, mark, packing);
    }

    public Encoding withMark(@Nullable OriginMark value) {
        return new Encoding(
                format, quality, lossless, progressive, background, iccProfile, value, packing);
    }

    public Encoding withPacking(Packing value) {
        return new Encoding(
                format, quality, lossless, progressive, background, iccProfile, mark, value);
    }
}
