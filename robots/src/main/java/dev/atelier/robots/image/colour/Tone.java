package dev.atelier.robots.image.colour;

import java.util.function.IntUnaryOperator;

/** Changes of one pixel that know nothing of its neighbours; its alpha stays as it is. */
public final class Tone {
    private Tone() {}

    /** How bright a pixel looks, 0 to 255. */
    public static int luma(int argb) {
        int r = argb >> 16 & 0xFF;
        int g = argb >> 8 & 0xFF;
        int b = argb & 0xFF;
        return (int) Math.round(0.2126 * r + 0.7152 * g + 0.0722 * b);
    }

    public static IntUnaryOperator grey() {
        return p -> argb(p, luma(p), luma(p), luma(p));
    }

    public static IntUnaryOperator negative() {
        return p -> p ^ 0xFFFFFF;
    }

    /**
     * The rule of ImageMagick: red and green leave the scale at a threshold, blue starts late.
     *
     * @param percent where the threshold lies; around 80 looks like an old photograph
     */
    public static IntUnaryOperator sepia(int percent) {
        double threshold = 255 * percent / 100.0;
        return p -> {
            double grey = luma(p);
            double red = grey > threshold ? 255 : grey + 255 - threshold;
            double late = 7 * threshold / 6;
            double green = grey > late ? 255 : grey + 255 - late;
            double blue = grey < threshold / 6 ? 0 : grey - threshold / 6;
            double least = threshold / 7;
            return argb(
                    p, byteOf(red), byteOf(Math.max(least, green)), byteOf(Math.max(least, blue)));
        };
    }

    /**
     * @param amount 0 leaves middle grey only, 1 changes nothing, 2 leaves pure colours only
     */
    public static IntUnaryOperator contrast(double amount) {
        double slope = amount <= 1 ? amount : Math.min(512, 1 / Math.max(1e-6, 2 - amount));
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            table[i] = byteOf(127.5 + (i - 127.5) * slope);
        }
        return p -> argb(p, table[p >> 16 & 0xFF], table[p >> 8 & 0xFF], table[p & 0xFF]);
    }

    static int byteOf(double value) {
        return Math.clamp((int) Math.floor(value + 0.5), 0, 255);
    }

    static int argb(int alphaOf, int r, int g, int b) {
        return (alphaOf & 0xFF000000) | r << 16 | g << 8 | b;
    }
}
