package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

import java.util.Arrays;

/**
 * Repaints the hole: each pixel becomes the mean of what all patches covering it suggest, good
 * matches counting more.
 */
final class Vote {
    private static final int SAMPLES = 4096;
    private static final float SPREAD = 0.25f;
    private static final float LEAST_WEIGHT = 1e-12f;

    private final Layer layer;
    private final Targets targets;
    private final Field field;
    private final float[] weights;

    private Vote(Level level, Field field) {
        this.field = field;
        layer = level.layer();
        targets = level.targets();
        weights = new float[targets.size()];
    }

    /** Returns by how many grey levels the pixels of the hole changed in the mean. */
    static float repaint(Level level, Field field, Bands bands) {
        var vote = new Vote(level, field);
        float scale = -1 / (2 * SPREAD * Math.max(1, vote.upperQuartile()));
        bands.forEach(vote.targets.bands(), band -> vote.weigh(band, scale));
        var changes = new long[vote.targets.bands()];
        var counts = new long[vote.targets.bands()];
        bands.forEach(vote.targets.bands(), band -> vote.repaint(band, changes, counts));
        return Arrays.stream(changes).sum() / (3f * Math.max(1, Arrays.stream(counts).sum()));
    }

    private int upperQuartile() {
        int step = Math.max(1, targets.size() / SAMPLES);
        var sample = new int[(targets.size() + step - 1) / step];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = field.distances[i * step];
        }
        Arrays.sort(sample);
        return sample[sample.length * 3 / 4];
    }

    private void weigh(int band, float scale) {
        for (int t = targets.start(band); t < targets.end(band); t++) {
            weights[t] = LEAST_WEIGHT + (float) StrictMath.exp(scale * field.distances[t]);
        }
    }

    private void repaint(int band, long[] changes, long[] counts) {
        var sums = new float[5];
        for (int t = targets.start(band); t < targets.end(band); t++) {
            int x = Point.x(targets.points[t]);
            int y = Point.y(targets.points[t]);
            int pixel = y * layer.width + x;
            if (layer.state[pixel] == Layer.HOLE) {
                collect(x, y, sums);
                changes[band] += store(pixel, sums);
                counts[band]++;
            }
        }
    }

    private void collect(int x, int y, float[] sums) {
        int width = layer.width;
        int top = Math.max(0, y - Patch.RADIUS);
        int bottom = Math.min(layer.height - 1, y + Patch.RADIUS);
        int left = Math.max(0, x - Patch.RADIUS);
        int right = Math.min(width - 1, x + Patch.RADIUS);
        float r = 0;
        float g = 0;
        float b = 0;
        float across = 0;
        float down = 0;
        float all = 0;
        for (int cy = top; cy <= bottom; cy++) {
            for (int cx = left; cx <= right; cx++) {
                int target = targets.at[cy * width + cx];
                int source = field.sources[target];
                int from = (Point.y(source) + y - cy) * width + Point.x(source) + x - cx;
                float weight = weights[target];
                r += weight * layer.colour[3 * from];
                g += weight * layer.colour[3 * from + 1];
                b += weight * layer.colour[3 * from + 2];
                across += weight * layer.texture[2 * from];
                down += weight * layer.texture[2 * from + 1];
                all += weight;
            }
        }
        sums[0] = r / all;
        sums[1] = g / all;
        sums[2] = b / all;
        sums[3] = across / all;
        sums[4] = down / all;
    }

    private int store(int pixel, float[] means) {
        int change = 0;
        for (int c = 0; c < 3; c++) {
            short value = (short) (means[c] + 0.5f);
            change += Math.abs(value - layer.colour[3 * pixel + c]);
            layer.colour[3 * pixel + c] = value;
        }
        layer.texture[2 * pixel] = (short) (means[3] + 0.5f);
        layer.texture[2 * pixel + 1] = (short) (means[4] + 0.5f);
        return change;
    }
}
