package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

import java.util.ArrayList;
import java.util.List;

/**
 * The working picture at full, half, quarter … size; unknown pixels do not colour the coarse ones.
 */
final class Pyramid {
    private static final int SMALLEST_SIDE = 100;
    private static final int SMALLEST_SIDE_FOR_LARGE_HOLES = 36;
    private static final int SMALL_RADIUS = 3;
    private static final int LARGE_RADIUS = 10;
    private static final int LEAST_SOURCES = 64;
    private static final int ROWS = 64;
    private static final int[] WEIGHTS = {1, 3, 3, 1};

    private Pyramid() {}

    /** The levels from fine to coarse; the first one is {@code finest} itself. */
    static List<Layer> of(Layer finest, Bands bands) {
        var levels = new ArrayList<Layer>();
        Layer level = finest;
        levels.add(level);
        while (worthHalving(level)) {
            level = halved(level, bands);
            if (Sources.of(level).points.length < LEAST_SOURCES) {
                break;
            }
            levels.add(level);
        }
        return levels;
    }

    private static boolean worthHalving(Layer level) {
        int side = Math.min(level.width, level.height) / 2;
        if (side < SMALLEST_SIDE_FOR_LARGE_HOLES) {
            return false;
        }
        int radius = level.holeRadius(LARGE_RADIUS + 1);
        return radius > (side >= SMALLEST_SIDE ? SMALL_RADIUS : LARGE_RADIUS);
    }

    static Layer halved(Layer fine, Bands bands) {
        int width = (fine.width + 1) / 2;
        int height = (fine.height + 1) / 2;
        var coarse = new Layer(width, height, new byte[width * height]);
        bands.forEach(
                (height + ROWS - 1) / ROWS,
                band -> {
                    for (int y = band * ROWS; y < Math.min(height, (band + 1) * ROWS); y++) {
                        for (int x = 0; x < width; x++) {
                            halve(fine, coarse, x, y);
                        }
                    }
                });
        return coarse;
    }

    private static void halve(Layer fine, Layer coarse, int x, int y) {
        int pixel = y * coarse.width + x;
        coarse.state[pixel] = stateOf(fine, 2 * x, 2 * y);
        if (!average(fine, coarse, x, y, Layer.KNOWN)) {
            average(fine, coarse, x, y, Layer.VOID);
        }
    }

    /** Hole when half of the children are; else known when any child is; else void. */
    private static byte stateOf(Layer fine, int left, int top) {
        int holes = 0;
        int voids = 0;
        int all = 0;
        for (int y = top; y < Math.min(top + 2, fine.height); y++) {
            for (int x = left; x < Math.min(left + 2, fine.width); x++) {
                byte state = fine.state[y * fine.width + x];
                holes += state == Layer.HOLE ? 1 : 0;
                voids += state == Layer.VOID ? 1 : 0;
                all++;
            }
        }
        if (2 * holes >= all) {
            return Layer.HOLE;
        }
        return holes + voids == all || 2 * voids >= all ? Layer.VOID : Layer.KNOWN;
    }

    private static boolean average(Layer fine, Layer coarse, int x, int y, byte state) {
        int r = 0;
        int g = 0;
        int b = 0;
        int across = 0;
        int down = 0;
        int sum = 0;
        for (int j = 0; j < 4; j++) {
            int fineY = 2 * y - 1 + j;
            for (int i = 0; i < 4; i++) {
                int fineX = 2 * x - 1 + i;
                if (fineX < 0 || fineY < 0 || fineX >= fine.width || fineY >= fine.height) {
                    continue;
                }
                int p = fineY * fine.width + fineX;
                if (fine.state[p] == state) {
                    int weight = WEIGHTS[i] * WEIGHTS[j];
                    r += weight * fine.colour[3 * p];
                    g += weight * fine.colour[3 * p + 1];
                    b += weight * fine.colour[3 * p + 2];
                    across += weight * fine.texture[2 * p];
                    down += weight * fine.texture[2 * p + 1];
                    sum += weight;
                }
            }
        }
        if (sum == 0) {
            return false;
        }
        int p = y * coarse.width + x;
        int half = sum / 2;
        coarse.colour[3 * p] = (short) ((r + half) / sum);
        coarse.colour[3 * p + 1] = (short) ((g + half) / sum);
        coarse.colour[3 * p + 2] = (short) ((b + half) / sum);
        coarse.texture[2 * p] = (short) ((across + half) / sum);
        coarse.texture[2 * p + 1] = (short) ((down + half) / sum);
        return true;
    }
}
