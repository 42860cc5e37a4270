package dev.atelier.robots.generate.engine.fill;

/**
 * The centres of the patches that lie wholly inside the picture and are wholly known, with one
 * pixel to spare on each side, so that every copied pixel has known neighbours.
 */
final class Sources {
    private static final int MARGIN = Patch.RADIUS + 1;

    private final int width;
    private final int height;
    private final byte[] spoilt;

    /** Packed positions, in reading order. */
    final int[] points;

    private Sources(int width, int height, byte[] spoilt, int[] points) {
        this.width = width;
        this.height = height;
        this.spoilt = spoilt;
        this.points = points;
    }

    static Sources of(Layer layer) {
        var unknown = new byte[layer.pixels()];
        for (int i = 0; i < unknown.length; i++) {
            unknown[i] = (byte) (layer.state[i] == Layer.KNOWN ? 0 : 1);
        }
        var spoilt = Reach.of(unknown, layer.width, layer.height, MARGIN);
        var all = new Sources(layer.width, layer.height, spoilt, new int[0]);
        int count = 0;
        for (int y = 0; y < layer.height; y++) {
            for (int x = 0; x < layer.width; x++) {
                count += all.contains(x, y) ? 1 : 0;
            }
        }
        var points = new int[count];
        int n = 0;
        for (int y = 0; y < layer.height; y++) {
            for (int x = 0; x < layer.width; x++) {
                if (all.contains(x, y)) {
                    points[n++] = Point.of(x, y);
                }
            }
        }
        return new Sources(layer.width, layer.height, spoilt, points);
    }

    boolean contains(int x, int y) {
        return x >= MARGIN
                && y >= MARGIN
                && x < width - MARGIN
                && y < height - MARGIN
                && spoilt[y * width + x] == 0;
    }

    int draw(long bits) {
        return points[Chance.below(bits, points.length)];
    }
}
