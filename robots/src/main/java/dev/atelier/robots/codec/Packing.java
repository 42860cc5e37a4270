package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

/**
 * How samples are packed, where that changes the file and not the picture.
 *
 * @param thorough for PNG: every filter is tried and the packing is the smallest, at more time
 * @param tiff how a TIFF is compressed
 * @param density in pixels per inch, noted where the format can hold it
 */
public record Packing(boolean thorough, Tiff tiff, @Nullable Density density) {
    public static final Packing PLAIN = new Packing(false, Tiff.LZW, null);

    /** Pixels per inch, across and down. */
    public record Density(double x, double y) {}

    /** The ways a TIFF can be compressed here. */
    public enum Tiff {
        LZW("LZW"),
        ZIP("Deflate"),
        RLE("PackBits"),
        JPEG("JPEG"),
        GROUP4("CCITT T.6"),
        FAX("CCITT T.4"),
        NONE("");

        private final String writerName;

        Tiff(String writerName) {
            this.writerName = writerName;
        }

        String writerName() {
            return writerName;
        }

        boolean bilevel() {
            return this == GROUP4 || this == FAX;
        }
    }
}
