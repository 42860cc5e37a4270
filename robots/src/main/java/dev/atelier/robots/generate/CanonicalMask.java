package dev.atelier.robots.generate;

import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * Where a picture may change, in the one form every engine gets: a byte per pixel of the upright
 * picture, 255 to change and 0 to keep.
 */
public final class CanonicalMask {
    private static final int HALF = 128;
    private static final int FAINT = 16;
    private static final byte EDIT = (byte) 255;

    private final int width;
    private final int height;
    private final byte[] area;
    private final boolean soft;
    private final long edited;

    private CanonicalMask(int width, int height, byte[] area, boolean soft) {
        this.width = width;
        this.height = height;
        this.area = area;
        this.soft = soft;
        this.edited = count(area);
    }

    /**
     * Reads a mask picture: where it has any transparency, transparent means change; otherwise
     * bright means change. Another size is stretched without smoothing.
     *
     * @param mask 8-bit sRGB
     */
    public static CanonicalMask of(BufferedImage mask, int width, int height) {
        boolean byAlpha = hasTransparency(mask);
        var area = new byte[Math.multiplyExact(width, height)];
        int[] row = new int[mask.getWidth()];
        boolean soft = false;
        for (int y = 0; y < height; y++) {
            int sourceY = nearest(y, height, mask.getHeight());
            mask.getRGB(0, sourceY, row.length, 1, row, 0, row.length);
            for (int x = 0; x < width; x++) {
                int argb = row[nearest(x, width, row.length)];
                int strength = byAlpha ? 255 - alpha(argb) : luma(argb);
                soft |= strength > FAINT && strength < 255 - FAINT;
                area[y * width + x] = strength >= HALF ? EDIT : 0;
            }
        }
        return new CanonicalMask(width, height, area, soft);
    }

    /** The transparent part of a picture, which is to be filled; empty when there is none. */
    public static Optional<CanonicalMask> ofTransparency(BufferedImage picture) {
        if (!hasTransparency(picture)) {
            return Optional.empty();
        }
        CanonicalMask mask = of(picture, picture.getWidth(), picture.getHeight());
        return mask.isEmpty() ? Optional.empty() : Optional.of(mask);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public boolean edits(int x, int y) {
        return area[y * width + x] != 0;
    }

    /** True when nothing may change. */
    public boolean isEmpty() {
        return edited == 0;
    }

    /** True when everything may change. */
    public boolean isFull() {
        return edited == area.length;
    }

    /** Whether the edge of the mask picture was smooth rather than hard. */
    public boolean soft() {
        return soft;
    }

    /** A copy, row by row. */
    public byte[] bytes() {
        return area.clone();
    }

    private static boolean hasTransparency(BufferedImage picture) {
        if (!picture.getColorModel().hasAlpha()) {
            return false;
        }
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int argb : row) {
                if (alpha(argb) < 255) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The source pixel under the middle of the target pixel. */
    private static int nearest(int target, int targets, int sources) {
        return (int) ((2L * target + 1) * sources / (2L * targets));
    }

    private static int alpha(int argb) {
        return argb >>> 24;
    }

    private static int luma(int argb) {
        int red = argb >> 16 & 0xff;
        int green = argb >> 8 & 0xff;
        int blue = argb & 0xff;
        return (2126 * red + 7152 * green + 722 * blue) / 10_000;
    }

    private static long count(byte[] area) {
        long count = 0;
        for (byte b : area) {
            count += b & 1;
        }
        return count;
    }
}
