package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

/**
 * For each hole pixel the one known pixel it is copied from: the best patch that covers it says.
 */
final class Origins {
    private Origins() {}

    /** Copies the hole's colours and returns where they came from, by target (packed, or -1). */
    static int[] copy(Level level, Field field, Bands bands) {
        var origins = new int[level.targets().size()];
        bands.forEach(
                level.targets().bands(),
                band -> {
                    int end = level.targets().end(band);
                    for (int t = level.targets().start(band); t < end; t++) {
                        origins[t] = copy(level, field, t);
                    }
                });
        return origins;
    }

    private static int copy(Level level, Field field, int target) {
        Layer layer = level.layer();
        int point = level.targets().points[target];
        int pixel = Point.y(point) * layer.width + Point.x(point);
        if (layer.state[pixel] != Layer.HOLE) {
            return -1;
        }
        int origin = best(level, field, target, point);
        int from = Point.y(origin) * layer.width + Point.x(origin);
        System.arraycopy(layer.colour, 3 * from, layer.colour, 3 * pixel, 3);
        System.arraycopy(layer.texture, 2 * from, layer.texture, 2 * pixel, 2);
        return origin;
    }

    private static int best(Level level, Field field, int own, int point) {
        int width = level.layer().width;
        int x = Point.x(point);
        int y = Point.y(point);
        int least = field.distances[own];
        int best = field.sources[own];
        for (int cy = Math.max(0, y - Patch.RADIUS);
                cy <= Math.min(level.layer().height - 1, y + Patch.RADIUS);
                cy++) {
            for (int cx = Math.max(0, x - Patch.RADIUS);
                    cx <= Math.min(width - 1, x + Patch.RADIUS);
                    cx++) {
                int target = level.targets().at[cy * width + cx];
                if (field.distances[target] < least) {
                    least = field.distances[target];
                    int source = field.sources[target];
                    best = Point.of(Point.x(source) + x - cx, Point.y(source) + y - cy);
                }
            }
        }
        return best;
    }
}
