package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

/**
 * Coherence search: a target tries to continue the source patches of its four neighbours, and a few
 * sources drawn evenly from the whole window. Inside a band a neighbour's newest source counts;
 * across the edge of a band the one before the sweep.
 */
final class CoherenceSearch implements NearestField {
    private static final int DRAWS = 8;

    @Override
    public void improve(Level level, Field field, int sweeps, long seed, Bands bands) {
        for (int sweep = 0; sweep < sweeps; sweep++) {
            var run = new Sweep(level, field, field.sources.clone(), Chance.at(seed, sweep));
            boolean measure = sweep == 0;
            boolean forward = sweep % 2 == 0;
            bands.forEach(level.targets().bands(), band -> run.band(band, forward, measure));
        }
    }

    /** One pass over all targets. */
    private static final class Sweep {
        private final Field field;
        private final int[] before;
        private final long key;
        private final Targets targets;
        private final Sources sources;
        private final Distance distance;
        private final int width;
        private final int height;

        Sweep(Level level, Field field, int[] before, long key) {
            this.field = field;
            this.before = before;
            this.key = key;
            targets = level.targets();
            sources = level.sources();
            distance = level.distance();
            width = level.layer().width;
            height = level.layer().height;
        }

        void band(int band, boolean forward, boolean measure) {
            int start = targets.start(band);
            int end = targets.end(band);
            for (int i = 0; i < end - start; i++) {
                int target = forward ? start + i : end - 1 - i;
                visit(target, start, end, measure);
            }
        }

        private void visit(int target, int start, int end, boolean measure) {
            int x = Point.x(targets.points[target]);
            int y = Point.y(targets.points[target]);
            int best = field.sources[target];
            int least =
                    measure
                            ? distance.between(
                                    x, y, Point.x(best), Point.y(best), Integer.MAX_VALUE)
                            : field.distances[target];
            int pixel = y * width + x;
            for (int side = 0; side < 4; side++) {
                int candidate = continued(side, x, y, pixel, start, end);
                if (candidate >= 0 && candidate != best) {
                    int d = distance.between(x, y, Point.x(candidate), Point.y(candidate), least);
                    if (d < least) {
                        least = d;
                        best = candidate;
                    }
                }
            }
            for (int draw = 0; draw < DRAWS; draw++) {
                int candidate = sources.draw(Chance.at(key, (long) DRAWS * target + draw));
                int d = distance.between(x, y, Point.x(candidate), Point.y(candidate), least);
                if (d < least) {
                    least = d;
                    best = candidate;
                }
            }
            field.sources[target] = best;
            field.distances[target] = least;
        }

        /** The source that continues a neighbour's patch, or -1. */
        private int continued(int side, int x, int y, int pixel, int start, int end) {
            int dx = side == 0 ? -1 : side == 2 ? 1 : 0;
            int dy = side == 1 ? -1 : side == 3 ? 1 : 0;
            if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) {
                return -1;
            }
            int neighbour = targets.at[pixel + dy * width + dx];
            if (neighbour < 0) {
                return -1;
            }
            int source =
                    neighbour >= start && neighbour < end
                            ? field.sources[neighbour]
                            : before[neighbour];
            int sx = Point.x(source) - dx;
            int sy = Point.y(source) - dy;
            return sources.contains(sx, sy) ? Point.of(sx, sy) : -1;
        }
    }
}
