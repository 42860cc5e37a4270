package dev.atelier.robots.image;

/**
 * Scores a part by what draws the eye: edges, strong colours and the colour of skin, which counts
 * double in the middle of the part.
 */
final class Saliency implements Attraction.Score {
    private final int width;
    private final double[] sums;

    Saliency(CellGrid grid) {
        width = grid.width() + 1;
        sums = new double[width * (grid.height() + 1)];
        for (int y = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x++) {
                int at = (y + 1) * width + x + 1;
                sums[at] =
                        cell(grid, x, y) + sums[at - 1] + sums[at - width] - sums[at - width - 1];
            }
        }
    }

    private static double cell(CellGrid grid, int x, int y) {
        int at = y * grid.width() + x;
        double edge = edge(grid, x, y);
        double colour = colourfulness(grid, at);
        return edge + grid.alpha()[at] * (0.5 * colour * colour + (skin(grid, at) ? 0.5 : 0));
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

    private static double colourfulness(CellGrid grid, int at) {
        float most = Math.max(grid.red()[at], Math.max(grid.green()[at], grid.blue()[at]));
        float least = Math.min(grid.red()[at], Math.min(grid.green()[at], grid.blue()[at]));
        return most - least;
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
        return sum(x, y, across, down)
                + sum(x + marginX, y + marginY, across - 2 * marginX, down - 2 * marginY);
    }

    private double sum(int x, int y, int across, int down) {
        int top = y * width + x;
        int low = (y + down) * width + x;
        return sums[low + across] - sums[low] - sums[top + across] + sums[top];
    }
}
