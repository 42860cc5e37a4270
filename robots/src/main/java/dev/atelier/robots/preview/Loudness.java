package dev.atelier.robots.preview;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * How loud a sound is from its begin to its end. However long it is, it takes the same memory: when
 * there are too many parts, each two become one.
 */
final class Loudness {
    /** Two channels of 16 bits, little end first. */
    static final int FRAME = 4;

    static final int RATE = 8000;
    private static final int PARTS = 8192;
    private static final double SILENCE = 1e-3;

    private final double[] energy = new double[PARTS];
    private int framesOfPart = 16;
    private int parts;
    private double sum;
    private int frames;

    private Loudness() {}

    static Loudness of(InputStream samples) throws IOException {
        var loudness = new Loudness();
        var in = new BufferedInputStream(samples, 1 << 16);
        byte[] block = new byte[FRAME * 1024];
        for (int n = in.readNBytes(block, 0, block.length);
                n > 0;
                n = in.readNBytes(block, 0, block.length)) {
            for (int i = 0; i + FRAME <= n; i += FRAME) {
                double left = sample(block, i);
                double right = sample(block, i + 2);
                loudness.add((left * left + right * right) / 2);
            }
        }
        return loudness;
    }

    private static double sample(byte[] block, int at) {
        return ((block[at] & 0xFF) | block[at + 1] << 8) / 32768.0;
    }

    private void add(double square) {
        sum += square;
        if (++frames == framesOfPart) {
            energy[parts++] = sum / frames;
            sum = 0;
            frames = 0;
            if (parts == PARTS) {
                halve();
            }
        }
    }

    private void halve() {
        parts = PARTS / 2;
        framesOfPart *= 2;
        for (int i = 0; i < parts; i++) {
            energy[i] = (energy[2 * i] + energy[2 * i + 1]) / 2;
        }
    }

    boolean isEmpty() {
        return parts == 0;
    }

    /** Each from 0 to 1, which is the loudest; all are 0 in a sound that nobody hears. */
    double[] levels(int count) {
        double[] levels = new double[count];
        double loudest = 0;
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) i * parts / count);
            int to = (int) Math.max(from + 1, (long) (i + 1) * parts / count);
            double total = 0;
            for (int k = from; k < to; k++) {
                total += energy[k];
            }
            levels[i] = Math.sqrt(total / (to - from));
            loudest = Math.max(loudest, levels[i]);
        }
        for (int i = 0; i < count; i++) {
            levels[i] = loudest < SILENCE ? 0 : levels[i] / loudest;
        }
        return levels;
    }
}
