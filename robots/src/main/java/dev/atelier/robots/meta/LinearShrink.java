package dev.atelier.robots.meta;

/**
 * Shrinks a picture to at most 64 pixels a side by averaging boxes of pixels in linear light, with
 * colour weighted by alpha. Rows come in one by one.
 */
final class LinearShrink {
    private static final int MOST = 64;
    private static final int SCALE = 65_535;
    private static final int[] LINEAR = new int[256];

    /** Where each level ends: half way to the next one. */
    private static final double[] UPPER = new double[256];

    static {
        for (int i = 0; i < 256; i++) {
            LINEAR[i] = (int) Math.round(light(i / 255.0) * SCALE);
            UPPER[i] = light((i + 0.5) / 255.0) * SCALE;
        }
    }

    private final int width;
    private final int height;
    private final int fromHeight;
    private final int[] columnEnd;
    private final long[] sums;
    private final long[] counts;
    private int row;

    LinearShrink(int fromWidth, int fromHeight) {
        this.fromHeight = fromHeight;
        double scale = Math.min(1, (double) MOST / Math.max(fromWidth, fromHeight));
        width = (int) Math.max(1, Math.round(fromWidth * scale));
        height = (int) Math.max(1, Math.round(fromHeight * scale));
        columnEnd = new int[width];
        for (int x = 0; x < width; x++) {
            columnEnd[x] = (int) ((long) (x + 1) * fromWidth / width);
        }
        sums = new long[width * height * 4];
        counts = new long[width * height];
    }

    private LinearShrink(int width, int height, int fromHeight) {
        this.width = width;
        this.height = height;
        this.fromHeight = fromHeight;
        columnEnd = new int[0];
        sums = new long[width * height * 4];
        counts = new long[width * height];
    }

    private static double light(double v) {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    void addRow(int[] pixels, int at, boolean alpha) {
        int first = (int) ((long) row++ * height / fromHeight) * width;
        for (int x = 0, from = at; x < width; x++) {
            int to = at + columnEnd[x];
            if (alpha) {
                addBox(pixels, from, to, first + x);
            } else {
                addOpaqueBox(pixels, from, to, first + x);
            }
            counts[first + x] += to - from;
            from = to;
        }
    }

    /** No box of an allowed picture is wide enough to overflow these sums. */
    private void addOpaqueBox(int[] pixels, int from, int to, int box) {
        int r = 0;
        int g = 0;
        int b = 0;
        for (int i = from; i < to; i++) {
            int p = pixels[i];
            r += LINEAR[p >> 16 & 0xFF];
            g += LINEAR[p >> 8 & 0xFF];
            b += LINEAR[p & 0xFF];
        }
        sums[box * 4] += r * 255L;
        sums[box * 4 + 1] += g * 255L;
        sums[box * 4 + 2] += b * 255L;
        sums[box * 4 + 3] += (to - from) * 255L;
    }

    private void addBox(int[] pixels, int from, int to, int box) {
        long r = 0;
        long g = 0;
        long b = 0;
        long a = 0;
        for (int i = from; i < to; i++) {
            int p = pixels[i];
            int full = p >>> 24;
            a += full;
            r += (long) full * LINEAR[p >> 16 & 0xFF];
            g += (long) full * LINEAR[p >> 8 & 0xFF];
            b += (long) full * LINEAR[p & 0xFF];
        }
        sums[box * 4] += r;
        sums[box * 4 + 1] += g;
        sums[box * 4 + 2] += b;
        sums[box * 4 + 3] += a;
    }

    /** Half the size when that is more than 32 a side, in linear light like the whole. */
    LinearShrink halved() {
        if (Math.max(width, height) <= MOST / 2) {
            return this;
        }
        var half = new LinearShrink((width + 1) / 2, (height + 1) / 2, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = y * width + x;
                int to = y / 2 * half.width + x / 2;
                half.counts[to] += counts[from];
                for (int band = 0; band < 4; band++) {
                    half.sums[to * 4 + band] += sums[from * 4 + band];
                }
            }
        }
        return half;
    }

    /** The small picture in sRGB, laid on white. */
    int[] onWhite() {
        int[] out = new int[width * height];
        for (int i = 0; i < out.length; i++) {
            double n = 255.0 * Math.max(1, counts[i]);
            double white = SCALE * (n - sums[i * 4 + 3]);
            out[i] =
                    0xFF000000
                            | srgb((sums[i * 4] + white) / n) << 16
                            | srgb((sums[i * 4 + 1] + white) / n) << 8
                            | srgb((sums[i * 4 + 2] + white) / n);
        }
        return out;
    }

    /** The small picture in sRGB with its alpha. */
    int[] withAlpha() {
        int[] out = new int[width * height];
        for (int i = 0; i < out.length; i++) {
            double a = Math.max(1, sums[i * 4 + 3]);
            int alpha = (int) Math.round((double) sums[i * 4 + 3] / Math.max(1, counts[i]));
            out[i] =
                    alpha << 24
                            | srgb(sums[i * 4] / a) << 16
                            | srgb(sums[i * 4 + 1] / a) << 8
                            | srgb(sums[i * 4 + 2] / a);
        }
        return out;
    }

    /** The nearest of the 256 levels, found by halving. */
    private static int srgb(double light) {
        int low = 0;
        int high = 255;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (light < UPPER[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
