package dev.atelier.robots.codec.jpeg;

/**
 * Turns the low coefficients of a block into 1, 2, 4 or 8 samples each way: T.81 A.3.3, and for
 * fewer samples the shorter transform of the same coefficients, which averages without aliasing.
 */
final class InverseDct {
    private static final int FRACTION = 13;
    private static final int KEPT = 2;
    private static final int C1 = fixed(1);
    private static final int C2 = fixed(2);
    private static final int C3 = fixed(3);
    private static final int C5 = fixed(5);
    private static final int C6 = fixed(6);
    private static final int C7 = fixed(7);

    /** The number of columns that hold something up to each stored coefficient. */
    private static final int[] COLUMNS = new int[64];

    static {
        for (int i = 0, most = 0; i < 64; i++) {
            most = Math.max(most, Zigzag.PLACE[i] % 8 + 1);
            COLUMNS[i] = most;
        }
    }

    private final int[] middle = new int[64];

    private static int fixed(int angle) {
        return (int) Math.round(Math.sqrt(2) * Math.cos(angle * Math.PI / 16) * (1 << FRACTION));
    }

    /**
     * @param block dequantised coefficients, row by row; all 0 afterwards
     * @param last the last coefficient, as stored, that is not 0
     * @param out where samples from 0 to 255 go
     */
    void samples(int[] block, int last, int across, int down, int[] out, int at, int stride) {
        if (last == 0) {
            int grey = sample((block[0] + 4) >> 3);
            block[0] = 0;
            for (int y = 0, o = at; y < down; y++, o += stride) {
                for (int x = 0; x < across; x++) {
                    out[o + x] = grey;
                }
            }
            return;
        }
        int columns = Math.min(across, COLUMNS[last]);
        for (int x = 0; x < columns; x++) {
            column(block, x, down);
        }
        for (int y = 0, o = at; y < down; y++, o += stride) {
            row(8 * y, across, out, o);
        }
        java.util.Arrays.fill(block, 0);
        java.util.Arrays.fill(middle, 0);
    }

    private void column(int[] block, int x, int down) {
        switch (down) {
            case 8 -> column8(block, x);
            case 4 -> column4(block, x);
            case 2 -> {
                middle[x] = (block[x] + block[x + 8]) << KEPT;
                middle[x + 8] = (block[x] - block[x + 8]) << KEPT;
            }
            default -> middle[x] = block[x] << KEPT;
        }
    }

    private void column8(int[] b, int x) {
        int f1 = b[x + 8];
        int f2 = b[x + 16];
        int f3 = b[x + 24];
        int f4 = b[x + 32];
        int f5 = b[x + 40];
        int f6 = b[x + 48];
        int f7 = b[x + 56];
        if ((f1 | f2 | f3 | f4 | f5 | f6 | f7) == 0) {
            int same = b[x] << KEPT;
            for (int i = x; i < 64; i += 8) {
                middle[i] = same;
            }
            return;
        }
        int shift = FRACTION - KEPT;
        int half = 1 << (shift - 1);
        int t0 = ((b[x] + f4) << FRACTION) + half;
        int t1 = ((b[x] - f4) << FRACTION) + half;
        int t2 = f2 * C2 + f6 * C6;
        int t3 = f2 * C6 - f6 * C2;
        int o0 = f1 * C1 + f3 * C3 + f5 * C5 + f7 * C7;
        int o1 = f1 * C3 - f3 * C7 - f5 * C1 - f7 * C5;
        int o2 = f1 * C5 - f3 * C1 + f5 * C7 + f7 * C3;
        int o3 = f1 * C7 - f3 * C5 + f5 * C3 - f7 * C1;
        int[] m = middle;
        m[x] = (t0 + t2 + o0) >> shift;
        m[x + 56] = (t0 + t2 - o0) >> shift;
        m[x + 8] = (t1 + t3 + o1) >> shift;
        m[x + 48] = (t1 + t3 - o1) >> shift;
        m[x + 16] = (t1 - t3 + o2) >> shift;
        m[x + 40] = (t1 - t3 - o2) >> shift;
        m[x + 24] = (t0 - t2 + o3) >> shift;
        m[x + 32] = (t0 - t2 - o3) >> shift;
    }

    private void column4(int[] b, int x) {
        int shift = FRACTION - KEPT;
        int half = 1 << (shift - 1);
        int e0 = ((b[x] + b[x + 16]) << FRACTION) + half;
        int e1 = ((b[x] - b[x + 16]) << FRACTION) + half;
        int o0 = b[x + 8] * C2 + b[x + 24] * C6;
        int o1 = b[x + 8] * C6 - b[x + 24] * C2;
        middle[x] = (e0 + o0) >> shift;
        middle[x + 8] = (e1 + o1) >> shift;
        middle[x + 16] = (e1 - o1) >> shift;
        middle[x + 24] = (e0 - o0) >> shift;
    }

    private void row(int from, int across, int[] out, int o) {
        int[] m = middle;
        switch (across) {
            case 8 -> row8(from, out, o);
            case 4 -> row4(from, out, o);
            case 2 -> {
                out[o] = sample((m[from] + m[from + 1] + 16) >> (KEPT + 3));
                out[o + 1] = sample((m[from] - m[from + 1] + 16) >> (KEPT + 3));
            }
            default -> out[o] = sample((m[from] + 16) >> (KEPT + 3));
        }
    }

    private void row8(int at, int[] out, int o) {
        int[] m = middle;
        int f1 = m[at + 1];
        int f2 = m[at + 2];
        int f3 = m[at + 3];
        int f4 = m[at + 4];
        int f5 = m[at + 5];
        int f6 = m[at + 6];
        int f7 = m[at + 7];
        int shift = FRACTION + KEPT + 3;
        int half = 1 << (shift - 1);
        int t0 = ((m[at] + f4) << FRACTION) + half;
        int t1 = ((m[at] - f4) << FRACTION) + half;
        int t2 = f2 * C2 + f6 * C6;
        int t3 = f2 * C6 - f6 * C2;
        int o0 = f1 * C1 + f3 * C3 + f5 * C5 + f7 * C7;
        int o1 = f1 * C3 - f3 * C7 - f5 * C1 - f7 * C5;
        int o2 = f1 * C5 - f3 * C1 + f5 * C7 + f7 * C3;
        int o3 = f1 * C7 - f3 * C5 + f5 * C3 - f7 * C1;
        out[o] = sample((t0 + t2 + o0) >> shift);
        out[o + 7] = sample((t0 + t2 - o0) >> shift);
        out[o + 1] = sample((t1 + t3 + o1) >> shift);
        out[o + 6] = sample((t1 + t3 - o1) >> shift);
        out[o + 2] = sample((t1 - t3 + o2) >> shift);
        out[o + 5] = sample((t1 - t3 - o2) >> shift);
        out[o + 3] = sample((t0 - t2 + o3) >> shift);
        out[o + 4] = sample((t0 - t2 - o3) >> shift);
    }

    private void row4(int at, int[] out, int o) {
        int[] m = middle;
        int shift = FRACTION + KEPT + 3;
        int half = 1 << (shift - 1);
        int e0 = ((m[at] + m[at + 2]) << FRACTION) + half;
        int e1 = ((m[at] - m[at + 2]) << FRACTION) + half;
        int o0 = m[at + 1] * C2 + m[at + 3] * C6;
        int o1 = m[at + 1] * C6 - m[at + 3] * C2;
        out[o] = sample((e0 + o0) >> shift);
        out[o + 1] = sample((e1 + o1) >> shift);
        out[o + 2] = sample((e1 - o1) >> shift);
        out[o + 3] = sample((e0 - o0) >> shift);
    }

    private static int sample(int level) {
        return Math.max(0, Math.min(255, level + 128));
    }
}
