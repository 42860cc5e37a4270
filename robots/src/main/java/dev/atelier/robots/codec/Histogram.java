package dev.atelier.robots.codec;

/**
 * Counts colours in 32 768 bins of 5 bits a channel and keeps the sums of the true values, so that
 * every bin knows its exact mean.
 */
public final class Histogram {
    private static final int BINS = 1 << 15;

    /** Count and sums of red, green and blue of each bin, side by side. */
    private final long[] sums = new long[BINS * 4];

    /** Counts one colour; the alpha is not looked at. */
    public void add(int rgb) {
        int at = bin(rgb) << 2;
        sums[at]++;
        sums[at + 1] += rgb >> 16 & 0xFF;
        sums[at + 2] += rgb >> 8 & 0xFF;
        sums[at + 3] += rgb & 0xFF;
    }

    /**
     * Counts pixels {@code step} apart; those of less than half alpha are left out.
     *
     * @param to behind the last one
     */
    public void add(int[] pixels, int from, int to, int step, boolean alpha) {
        for (int i = from; i < to; i += step) {
            if (!alpha || pixels[i] < 0) {
                add(pixels[i]);
            }
        }
    }

    static int bin(int rgb) {
        return (rgb >> 9 & 0x7C00) | (rgb >> 6 & 0x3E0) | (rgb >> 3 & 0x1F);
    }

    /** The bins that hold something, with their mean colours. */
    public Bins bins() {
        int used = 0;
        for (int at = 0; at < sums.length; at += 4) {
            used += sums[at] > 0 ? 1 : 0;
        }
        var bins = new Bins(new int[used], new float[used], new float[used], new float[used]);
        for (int at = 0, o = 0; at < sums.length; at += 4) {
            if (sums[at] > 0) {
                double n = sums[at];
                bins.count[o] = (int) sums[at];
                bins.red[o] = (float) (sums[at + 1] / n);
                bins.green[o] = (float) (sums[at + 2] / n);
                bins.blue[o++] = (float) (sums[at + 3] / n);
            }
        }
        return bins;
    }

    /** Weighted colours, in a fixed order. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Bins(int[] count, float[] red, float[] green, float[] blue) {
        public int size() {
            return count.length;
        }
    }
}
