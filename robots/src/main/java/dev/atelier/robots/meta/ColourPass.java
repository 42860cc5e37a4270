package dev.atelier.robots.meta;

import dev.atelier.robots.codec.Histogram;
import dev.atelier.robots.codec.Pixels;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Objects;

/**
 * Walks the pixels of an 8-bit sRGB picture once and gathers what every colour entry is made of:
 * sums for the mean, a histogram, whether anything is transparent, and a small linear-light copy.
 */
final class ColourPass {
    /** From this many opaque pixels on, a third of them tells the frequent colours as well. */
    private static final int MANY = 500_000;

    private static final int SAMPLED = 3;

    private final boolean transparent;
    private final @Nullable Histogram histogram;
    private final @Nullable LinearShrink shrink;
    private final long weight;
    private final long red;
    private final long green;
    private final long blue;

    ColourPass(BufferedImage srgb, boolean colours, boolean small) {
        int[] pixels = Pixels.of(srgb);
        boolean alpha = srgb.getColorModel().hasAlpha();
        histogram = colours ? new Histogram() : null;
        shrink = small ? new LinearShrink(srgb.getWidth(), srgb.getHeight()) : null;
        int and = -1;
        long a = 0;
        long r = 0;
        long g = 0;
        long b = 0;
        int w = srgb.getWidth();
        int step = alpha || pixels.length < MANY ? 1 : SAMPLED;
        for (int at = 0; at < pixels.length; at += w) {
            int rowAnd = alpha ? and(pixels, at, w) : -1;
            boolean seeThrough = rowAnd >>> 24 != 0xFF;
            and &= rowAnd;
            int plainR = 0;
            int plainG = 0;
            int plainB = 0;
            for (int i = at; !seeThrough && i < at + w; i++) {
                int p = pixels[i];
                plainR += p >> 16 & 0xFF;
                plainG += p >> 8 & 0xFF;
                plainB += p & 0xFF;
            }
            for (int i = at; seeThrough && i < at + w; i++) {
                int p = pixels[i];
                int full = p >>> 24;
                a += full;
                r += (long) full * (p >> 16 & 0xFF);
                g += (long) full * (p >> 8 & 0xFF);
                b += (long) full * (p & 0xFF);
            }
            a += seeThrough ? 0 : 255L * w;
            r += plainR * 255L;
            g += plainG * 255L;
            b += plainB * 255L;
            if (histogram != null) {
                histogram.add(pixels, at + offset(at / w, step), at + w, step, seeThrough);
            }
            if (shrink != null) {
                shrink.addRow(pixels, at, seeThrough);
            }
        }
        transparent = and >>> 24 != 0xFF;
        weight = a;
        red = r;
        green = g;
        blue = b;
    }

    /** Another one in each row, as if by chance, so that no pattern hides between the samples. */
    private static int offset(int row, int step) {
        return ((row * 0x9E3779B1) >>> 16) % step;
    }

    private static int and(int[] pixels, int from, int length) {
        int and = -1;
        for (int i = from; i < from + length; i++) {
            and &= pixels[i];
        }
        return and;
    }

    boolean transparent() {
        return transparent;
    }

    /** The mean colour, every pixel counting as much as it covers; null when nothing is visible. */
    @Nullable String average() {
        return weight == 0 ? null : hex(rounded(red) << 16 | rounded(green) << 8 | rounded(blue));
    }

    private int rounded(long sum) {
        return (int) ((sum + weight / 2) / weight);
    }

    Histogram histogram() {
        return Objects.requireNonNull(histogram);
    }

    LinearShrink shrink() {
        return Objects.requireNonNull(shrink);
    }

    static String hex(int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb & 0xFFFFFF);
    }
}
