package dev.atelier.robots.codec;

/**
 * What the header of a picture says.
 *
 * @param width in pixels of the upright picture, after its orientation is applied
 * @param height in pixels of the upright picture
 * @param orientation how the stored pixels lie, as EXIF counts it, 1 to 8
 * @param frames frames of an animation or pages of a TIFF, at least 1
 * @param framePixels pixels of all frames together
 * @param bitsPerSample bits of one channel, or of one index into a palette
 * @param alpha whether pixels can be transparent
 * @param colour what the stored channels mean
 */
public record Probe(
        ImageFormat format,
        int width,
        int height,
        int orientation,
        int frames,
        long framePixels,
        int bitsPerSample,
        boolean alpha,
        Colour colour) {

    /** What the channels of a picture mean. */
    public enum Colour {
        GREY,
        RGB,
        PALETTE,
        CMYK,
        LAB
    }

    /** A probe from the size as stored; the upright size follows from the orientation. */
    static Probe stored(
            ImageFormat format,
            int width,
            int height,
            int orientation,
            int bitsPerSample,
            boolean alpha,
            Colour colour) {
        boolean turned = orientation >= 5;
        return new Probe(
                format,
                turned ? height : width,
                turned ? width : height,
                orientation,
                1,
                (long) width * height,
                bitsPerSample,
                alpha,
                colour);
    }

    Probe withFrames(int count, long pixels) {
        return new Probe(
                format, width, height, orientation, count, pixels, bitsPerSample, alpha, colour);
    }

    public int storedWidth() {
        return orientation >= 5 ? height : width;
    }

    public int storedHeight() {
        return orientation >= 5 ? width : height;
    }

    public long pixels() {
        return (long) width * height;
    }

    /** An estimate of the memory the decoded first frame takes, at least 4 bytes per pixel. */
    public long decodedBytes() {
        return pixels() * (bitsPerSample > 8 ? 8 : 4);
    }
}
