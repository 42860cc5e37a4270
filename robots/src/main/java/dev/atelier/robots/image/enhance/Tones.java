package dev.atelier.robots.image.enhance;

import dev.atelier.robots.image.colour.Tone;

import java.awt.image.BufferedImage;

/** How the tones of a picture are spread; what is transparent does not count. */
final class Tones {
    private static final int OPAQUE = 128;

    private final long[] luma = new long[256];
    private final long[] sums = new long[3];
    private long count;

    static Tones of(BufferedImage picture) {
        var tones = new Tones();
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int p : row) {
                tones.add(p);
            }
        }
        return tones;
    }

    private void add(int p) {
        if (p >>> 24 < OPAQUE) {
            return;
        }
        luma[Tone.luma(p)]++;
        sums[0] += p >> 16 & 0xff;
        sums[1] += p >> 8 & 0xff;
        sums[2] += p & 0xff;
        count++;
    }

    long count() {
        return count;
    }

    /** The luma below which this share of the pixels lies. */
    int at(double share) {
        long wanted = Math.round(share * (count - 1));
        long seen = 0;
        for (int i = 0; i < 256; i++) {
            seen += luma[i];
            if (seen > wanted) {
                return i;
            }
        }
        return 255;
    }

    /** Of red, green or blue. */
    double mean(int channel) {
        return (double) sums[channel] / count;
    }
}
