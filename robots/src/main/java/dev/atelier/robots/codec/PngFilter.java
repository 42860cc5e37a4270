package dev.atelier.robots.codec;

/** Filters the rows of a PNG: for each the one of the filters that leaves the least to pack. */
final class PngFilter {
    private static final int NONE = 0;
    private static final int SUB = 1;
    private static final int UP = 2;
    private static final int AVERAGE = 3;
    private static final int PAETH = 4;

    private final int length;
    private final int step;
    private final boolean plain;
    private final boolean thorough;
    private final byte[] previous;
    private final byte[] sub;
    private final byte[] up;
    private final byte[] paeth;
    private final byte[] average;

    /**
     * @param plain leaves the rows as they are
     * @param thorough tries the averages too
     */
    PngFilter(int length, int step, boolean plain, boolean thorough) {
        this.length = length;
        this.step = step;
        this.plain = plain;
        this.thorough = thorough;
        previous = new byte[length];
        sub = new byte[length + 1];
        up = new byte[length + 1];
        paeth = new byte[length + 1];
        sub[0] = SUB;
        up[0] = UP;
        paeth[0] = PAETH;
        average = new byte[length + 1];
        average[0] = AVERAGE;
    }

    /** The filter byte and the filtered row; valid until the next call. */
    byte[] apply(byte[] row) {
        if (plain) {
            up[0] = NONE;
            System.arraycopy(row, 0, up, 1, length);
            return up;
        }
        byte[] best = sub;
        long least = sub(row);
        long cost = up(row);
        if (cost < least) {
            best = up;
            least = cost;
        }
        cost = paeth(row);
        if (cost < least) {
            best = paeth;
            least = cost;
        }
        if (thorough && average(row) < least) {
            best = average;
        }
        System.arraycopy(row, 0, previous, 0, length);
        return best;
    }

    private long sub(byte[] row) {
        int cost = 0;
        for (int i = 0; i < length; i++) {
            byte v = (byte) (row[i] - (i < step ? 0 : row[i - step]));
            sub[i + 1] = v;
            cost += Math.abs(v);
        }
        return cost;
    }

    private long up(byte[] row) {
        int cost = 0;
        for (int i = 0; i < length; i++) {
            byte v = (byte) (row[i] - previous[i]);
            up[i + 1] = v;
            cost += Math.abs(v);
        }
        return cost;
    }

    private long average(byte[] row) {
        int cost = 0;
        for (int i = 0; i < length; i++) {
            int before = i < step ? 0 : row[i - step] & 0xFF;
            byte v = (byte) (row[i] - ((before + (previous[i] & 0xFF)) >> 1));
            average[i + 1] = v;
            cost += Math.abs(v);
        }
        return cost;
    }

    private long paeth(byte[] row) {
        int cost = 0;
        for (int i = 0; i < length; i++) {
            int a = i < step ? 0 : row[i - step] & 0xFF;
            int b = previous[i] & 0xFF;
            int c = i < step ? 0 : previous[i - step] & 0xFF;
            int pa = Math.abs(b - c);
            int pb = Math.abs(a - c);
            int pc = Math.abs(a + b - c - c);
            int guess = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
            byte v = (byte) (row[i] - guess);
            paeth[i + 1] = v;
            cost += Math.abs(v);
        }
        return cost;
    }
}
