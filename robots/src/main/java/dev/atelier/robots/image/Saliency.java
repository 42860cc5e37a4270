package dev.atelier.robots.image;

/**
 * Scores a part by what draws the eye: edges, and colours unlike those around them, more so where
 * they are those of skin. What lies in the middle of the part counts double.
 */
final class Saliency implements Attraction.Score {
    /** Cells around one that it is compared with, in each direction. */
    private static final int AROUND = 8;

    private final int width;
    private final double[] sums;

    Saliency(CellGrid grid) {
        width = grid.width() + 1;
        double[] own = new double[grid.width() * grid.height()];
        double[][] channels = {
            summed(grid, grid.red()), summed(grid, grid.green()), summed(grid, grid.blue())
        };
        for (int i = 0; i < own.length; i++) {
            int x = i % grid.width();
            int y = i / grid.width();
            double unlike = unlike(grid, channels, x, y);
            own[i] = edge(grid, x, y) + grid.alpha()[i] * unlike * (skin(grid, i) ? 2 : 1);
        }
        sums = new double[width * (grid.height() + 1)];
        for (int i = 0; i < own.length; i++) {
            add(sums, width, i % grid.width(), i / grid.width(), own[i]);
        }
    }

    private static double[] summed(CellGrid grid, float[] channel) {
        int w = grid.width() + 1;
        double[] all = new double[w * (grid.height() + 1)];
        for (int i = 0; i < channel.length; i++) {
            add(all, w, i % grid.width(), i / grid.width(), channel[i]);
        }
        return all;
    }

    /** Keeps at each corner the sum of all cells above and to the left. */
    private static void add(double[] sums, int width, int x, int y, double value) {
        int at = (y + 1) * width + x + 1;
        sums[at] = value + sums[at - 1] + sums[at - width] - sums[at - width - 1];
    }

    /** How far the colour is from the mean of those around. */
    private static double unlike(CellGrid grid, double[][] channels, int x, int y) {
        int left = Math.max(0, x - AROUND);
        int top = Math.max(0, y - AROUND);
        int across = Math.min(grid.width(), x + AROUND + 1) - left;
        int down = Math.min(grid.height(), y + AROUND + 1) - top;
        int at = y * grid.width() + x;
        float[] own = {grid.red()[at], grid.green()[at], grid.blue()[at]};
        double square = 0;
        for (int c = 0; c < 3; c++) {
            double sum = sum(channels[c], grid.width() + 1, left, top, across, down);
            double off = own[c] - sum / (across * down);
            square += off * off;
        }
        return Math.sqrt(square);
    }

    /** How far the brightness is from that of the cells around. */
    private static double edge(CellGrid grid, int x, int y) {
        int w = grid.width();
        int at = y * w + x;
        float here = grid.luma(at);
        float left = x > 0 ? grid.luma(at - 1) : here;
        float right = x < w - 1 ? grid.luma(at + 1) : here;
        float above = y > 0 ? grid.luma(at - w) : here;
        float below = y < grid.height() - 1 ? grid.luma(at + w) : here;
        return Math.hypot(right - left, below - above);
    }

    /** The range of chrominance that Chai and Ngan (1999) found for skin of all people. */
    private static boolean skin(CellGrid grid, int at) {
        float luma = grid.luma(at);
        double cb = 128 + 255 * 0.564 * (grid.blue()[at] - luma);
        double cr = 128 + 255 * 0.713 * (grid.red()[at] - luma);
        return cb >= 77 && cb <= 127 && cr >= 133 && cr <= 173 && luma > 0.2 && luma < 0.95;
    }

    @Override
    public double of(int x, int y, int across, int down) {
        int marginX = across / 4;
        int marginY = down / 4;
        return sum(sums, width, x, y, across, down)
                + sum(
                        sums,
                        width,
                        x + marginX,
                        y + marginY,
                        across - 2 * marginX,
                        down - 2 * marginY);
    }

    private static double sum(double[] sums, int width, int x, int y, int across, int down) {
        int top = y * width + x;
        int low = (y + down) * width + x;
        return sums[low + across] - sums[low] - sums[top + across] + sums[top];
    }
}
