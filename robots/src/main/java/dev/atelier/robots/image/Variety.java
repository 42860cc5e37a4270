package dev.atelier.robots.image;

/** Scores a part by the entropy of its brightness: how many bits tell one of its cells. */
final class Variety implements Attraction.Score {
    private static final int LEVELS = 32;

    private final int width;

    /** For each level and corner, the cells of that level above and to the left. */
    private final int[][] sums = new int[LEVELS][];

    Variety(CellGrid grid) {
        width = grid.width() + 1;
        for (int level = 0; level < LEVELS; level++) {
            sums[level] = new int[width * (grid.height() + 1)];
        }
        for (int y = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x++) {
                int own = (int) Math.min(LEVELS - 1, grid.luma(y * grid.width() + x) * LEVELS);
                int at = (y + 1) * width + x + 1;
                for (int level = 0; level < LEVELS; level++) {
                    int[] s = sums[level];
                    int here = level == own ? 1 : 0;
                    s[at] = here + s[at - 1] + s[at - width] - s[at - width - 1];
                }
            }
        }
    }

    @Override
    public double of(int x, int y, int across, int down) {
        double cells = (double) across * down;
        int top = y * width + x;
        int low = (y + down) * width + x;
        double bits = 0;
        for (int[] s : sums) {
            double share = (s[low + across] - s[low] - s[top + across] + s[top]) / cells;
            bits -= share > 0 ? share * Math.log(share) : 0;
        }
        return bits;
    }
}
