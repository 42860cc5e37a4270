package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

import java.util.Arrays;

/**
 * The first guess, at the coarsest level: ring after ring from the edge inwards, each pixel takes
 * the source whose patch agrees best with what is known around it so far. Each target looks at its
 * own share of all sources, so that another seed gives another guess.
 */
final class OnionPeel {
    private static final int BAND = 16;
    private static final long BUDGET = 8_000_000;

    private final Level level;
    private final Layer layer;
    private final Field field;
    private final long key;
    private final byte[] done;
    private final int stride;

    private OnionPeel(Level level, Field field, long key, int holes) {
        this.level = level;
        this.field = field;
        this.key = key;
        layer = level.layer();
        done = new byte[layer.pixels()];
        for (int i = 0; i < done.length; i++) {
            done[i] = (byte) (layer.state[i] == Layer.HOLE ? 0 : 1);
        }
        stride = (int) Math.max(2, (long) holes * level.sources().points.length / BUDGET);
    }

    static void peel(Level level, Field field, long key, Bands bands) {
        int[] holes =
                Arrays.stream(level.targets().points)
                        .filter(p -> stateAt(level.layer(), p) == Layer.HOLE)
                        .toArray();
        var peel = new OnionPeel(level, field, key, holes.length);
        int[] left = holes;
        while (left.length > 0) {
            int[] ring = Arrays.stream(left).filter(peel::touchesDone).toArray();
            bands.forEach(
                    (ring.length + BAND - 1) / BAND,
                    band -> {
                        int end = Math.min(ring.length, (band + 1) * BAND);
                        for (int i = band * BAND; i < end; i++) {
                            peel.search(ring[i]);
                        }
                    });
            for (int point : ring) {
                peel.take(point);
            }
            left = Arrays.stream(left).filter(p -> peel.done[peel.pixel(p)] == 0).toArray();
        }
    }

    private static byte stateAt(Layer layer, int point) {
        return layer.state[Point.y(point) * layer.width + Point.x(point)];
    }

    private int pixel(int point) {
        return Point.y(point) * layer.width + Point.x(point);
    }

    private boolean touchesDone(int point) {
        int x = Point.x(point);
        int y = Point.y(point);
        for (int ny = Math.max(0, y - 1); ny <= Math.min(layer.height - 1, y + 1); ny++) {
            for (int nx = Math.max(0, x - 1); nx <= Math.min(layer.width - 1, x + 1); nx++) {
                if (done[ny * layer.width + nx] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private void search(int point) {
        int target = level.targets().at[pixel(point)];
        int[] offsets = knownOffsets(point);
        int best = field.sources[target];
        float least = Float.MAX_VALUE;
        int[] all = level.sources().points;
        for (int i = Chance.below(Chance.at(key, target), stride); i < all.length; i += stride) {
            float d = distance(point, all[i], offsets, least);
            if (d < least) {
                least = d;
                best = all[i];
            }
        }
        field.sources[target] = best;
    }

    /** Where in the patch round the point something is known, as steps in the pixel arrays. */
    private int[] knownOffsets(int point) {
        var offsets = new int[Patch.AREA];
        int n = 0;
        for (int dy = -Patch.RADIUS; dy <= Patch.RADIUS; dy++) {
            for (int dx = -Patch.RADIUS; dx <= Patch.RADIUS; dx++) {
                int x = Point.x(point) + dx;
                int y = Point.y(point) + dy;
                boolean inside = x >= 0 && y >= 0 && x < layer.width && y < layer.height;
                if (inside && done[y * layer.width + x] != 0) {
                    offsets[n++] = dy * layer.width + dx;
                }
            }
        }
        return Arrays.copyOf(offsets, n);
    }

    private float distance(int point, int source, int[] offsets, float limit) {
        int t = pixel(point);
        int s = pixel(source);
        float away =
                level.distance()
                        .away(Point.x(point) - Point.x(source), Point.y(point) - Point.y(source));
        float scale = (float) Patch.AREA / offsets.length;
        float least = (limit - away) / scale;
        int sum = 0;
        for (int i = 0; i < offsets.length && sum < least; i++) {
            sum += level.distance().pixel(t + offsets[i], s + offsets[i]);
        }
        return away + sum * scale;
    }

    private void take(int point) {
        int p = pixel(point);
        int s = pixel(field.sources[level.targets().at[p]]);
        System.arraycopy(layer.colour, 3 * s, layer.colour, 3 * p, 3);
        System.arraycopy(layer.texture, 2 * s, layer.texture, 2 * p, 2);
        done[p] = 1;
    }
}
