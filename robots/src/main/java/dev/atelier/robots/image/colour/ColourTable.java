package dev.atelier.robots.image.colour;

import java.awt.image.BufferedImage;
import java.util.function.IntUnaryOperator;

/** Replaces each channel by what a picture, read from corner to corner, holds at that value. */
@SuppressWarnings("ArrayRecordComponent")
public record ColourTable(int[] colours) implements IntUnaryOperator {

    /** The table along the diagonal of a picture. */
    public static ColourTable of(BufferedImage picture) {
        int[] colours = new int[256];
        for (int i = 0; i < 256; i++) {
            double x = i / 255.0 * (picture.getWidth() - 1);
            double y = i / 255.0 * (picture.getHeight() - 1);
            colours[i] = between(picture, x, y);
        }
        return new ColourTable(colours);
    }

    private static int between(BufferedImage picture, double x, double y) {
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(left + 1, picture.getWidth() - 1);
        int low = Math.min(top + 1, picture.getHeight() - 1);
        int upper = mix(picture.getRGB(left, top), picture.getRGB(right, top), x - left);
        int lower = mix(picture.getRGB(left, low), picture.getRGB(right, low), x - left);
        return mix(upper, lower, y - top);
    }

    private static int mix(int a, int b, double share) {
        int out = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            double from = a >> shift & 0xFF;
            out |= Tone.byteOf(from + ((b >> shift & 0xFF) - from) * share) << shift;
        }
        return out;
    }

    @Override
    public int applyAsInt(int p) {
        return (p & 0xFF000000)
                | (colours[p >> 16 & 0xFF] & 0xFF0000)
                | (colours[p >> 8 & 0xFF] & 0xFF00)
                | (colours[p & 0xFF] & 0xFF);
    }
}
