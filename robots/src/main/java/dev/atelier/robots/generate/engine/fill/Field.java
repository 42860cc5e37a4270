package dev.atelier.robots.generate.engine.fill;

/** Which source each target of a level takes its patch from, and how unlike the two are. */
final class Field {
    final int[] sources;
    final int[] distances;

    Field(int size) {
        sources = new int[size];
        distances = new int[size];
    }

    /** Every target takes a random source. */
    static Field random(Level level, long key) {
        var field = new Field(level.targets().size());
        for (int t = 0; t < field.sources.length; t++) {
            field.sources[t] = level.sources().draw(Chance.at(key, t));
            field.distances[t] = Integer.MAX_VALUE;
        }
        return field;
    }

    /**
     * The field of the next finer level: the same offsets, doubled; those that fit no more are
     * drawn.
     */
    Field refined(Level coarse, Level fine, long key) {
        var field = random(fine, key);
        int[] points = fine.targets().points;
        for (int t = 0; t < points.length; t++) {
            int x = Point.x(points[t]);
            int y = Point.y(points[t]);
            int parent = coarse.targets().at[(y >> 1) * coarse.layer().width + (x >> 1)];
            if (parent >= 0) {
                int sx = 2 * Point.x(sources[parent]) + (x & 1);
                int sy = 2 * Point.y(sources[parent]) + (y & 1);
                if (fine.sources().contains(sx, sy)) {
                    field.sources[t] = Point.of(sx, sy);
                    field.distances[t] = distances[parent];
                }
            }
        }
        return field;
    }
}
