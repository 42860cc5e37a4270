package dev.atelier.robots.codec;

/** Filters the rows of a PNG, so that there is less left to pack. */
final class PngFilter {
    private static final int NONE = 0;
    private static final int SUB = 1;
    private static final int UP = 2;
    private static final int AVERAGE = 3;
    private static final int PAETH = 4;
    private static final int SPARSE = 8;

    /** Which filters are tried on a row; the one that leaves the least is taken. */
    enum Choice {
        /** The rows stay as they are. */
        PLAIN,
        /** The three cheap ones, weighed by every eighth pixel: enough for photos. */
        CHEAP,
        /** Without averages, which seldom help where colours are flat. */
        EXACT,
        ALL
    }

    private final int length;
    private final int step;
    private final Choice choice;
    private final byte[] previous;
    private final byte[] sub;
    private final byte[] up;
    private final byte[] paeth;
    private final byte[] average;

    PngFilter(int length, int step, Choice choice) {
        this.length = length;
        this.step = step;
        this.choice = choice;
        previous = new byte[length];
        sub = new byte[length + 1];
        up = new byte[length + 1];
        paeth = new byte[length + 1];
        average = new byte[length + 1];
        paeth[0] = PAETH;
        average[0] = AVERAGE;
    }

    /** The filter byte and the filtered row; valid until the next call. */
    byte[] apply(byte[] row) {
        sub[0] = SUB;
        up[0] = UP;
        byte[] best =
                switch (choice) {
                    case PLAIN -> plain(row);
                    case CHEAP -> cheap(row);
                    case EXACT, ALL -> least(row);
                };
        System.arraycopy(row, 0, previous, 0, length);
        return best;
    }

    private byte[] plain(byte[] row) {
        up[0] = NONE;
        System.arraycopy(row, 0, up, 1, length);
        return up;
    }

    private byte[] cheap(byte[] row) {
        int left = 0;
        int above = 0;
        int between = 0;
        for (int i = step; i < length; i += step * SPARSE) {
            for (int k = i; k < Math.min(length, i + step); k++) {
                int a = row[k - step] & 0xFF;
                int b = previous[k] & 0xFF;
                left += Math.abs((byte) (row[k] - a));
                above += Math.abs((byte) (row[k] - b));
                between += Math.abs((byte) (row[k] - ((a + b) >> 1)));
            }
        }
        if (between < left && between < above) {
            average(row);
            return average;
        }
        if (above < left) {
            up(row);
            return up;
        }
        sub(row);
        return sub;
    }

    private byte[] least(byte[] row) {
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
        return choice == Choice.ALL && average(row) < least ? average : best;
    }

    private long sub(byte[] row) {
        int cost = 0;
        for (int i = 0; i < Math.min(step, length); i++) {
            sub[i + 1] = row[i];
            cost += Math.abs(row[i]);
        }
        for (int i = step; i < length; i++) {
            byte v = (byte) (row[i] - row[i - step]);
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
