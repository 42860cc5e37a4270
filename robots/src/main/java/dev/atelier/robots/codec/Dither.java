package dev.atelier.robots.codec;

import java.util.Arrays;

/** Maps pixels to a palette; what a pixel gets wrong is spread over its neighbours, row by row. */
final class Dither {
    private final int[] palette;
    private final int width;
    private final short[] known = new short[1 << 15];
    private int[] here;
    private int[] below;

    Dither(int[] palette, int width) {
        this.palette = palette;
        this.width = width;
        this.here = new int[(width + 2) * 3];
        this.below = new int[(width + 2) * 3];
        Arrays.fill(known, (short) -1);
    }

    /** Fills in an index for each pixel; pixels of 0 get the entry behind the palette. */
    void apply(int[] pixels, byte[] indexes) {
        for (int y = 0; y * width < pixels.length; y++) {
            boolean leftward = (y & 1) == 1;
            for (int i = 0; i < width; i++) {
                int x = leftward ? width - 1 - i : i;
                indexes[y * width + x] = (byte) pixel(pixels[y * width + x], x, leftward ? -1 : 1);
            }
            int[] done = here;
            here = below;
            below = done;
            Arrays.fill(below, 0);
        }
    }

    private int pixel(int argb, int x, int ahead) {
        if (argb == 0) {
            return palette.length;
        }
        int at = (x + 1) * 3;
        int r = clamp((argb >> 16 & 0xFF) + (here[at] >> 4));
        int g = clamp((argb >> 8 & 0xFF) + (here[at + 1] >> 4));
        int b = clamp((argb & 0xFF) + (here[at + 2] >> 4));
        int index = nearest(r, g, b);
        int chosen = palette[index];
        spread(at, ahead * 3, r - (chosen >> 16 & 0xFF));
        spread(at + 1, ahead * 3, g - (chosen >> 8 & 0xFF));
        spread(at + 2, ahead * 3, b - (chosen & 0xFF));
        return index;
    }

    private void spread(int at, int ahead, int error) {
        here[at + ahead] += error * 7;
        below[at - ahead] += error * 3;
        below[at] += error * 5;
        below[at + ahead] += error;
    }

    private int nearest(int r, int g, int b) {
        int key = Histogram.bin(r << 16 | g << 8 | b);
        if (known[key] >= 0) {
            return known[key];
        }
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            int dr = (palette[i] >> 16 & 0xFF) - ((r & 0xF8) | 4);
            int dg = (palette[i] >> 8 & 0xFF) - ((g & 0xF8) | 4);
            int db = (palette[i] & 0xFF) - ((b & 0xF8) | 4);
            int distance = 3 * dr * dr + 4 * dg * dg + 2 * db * db;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        known[key] = (short) best;
        return best;
    }

    private static int clamp(int value) {
        return Math.clamp(value, 0, 255);
    }
}
