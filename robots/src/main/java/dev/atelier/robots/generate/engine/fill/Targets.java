package dev.atelier.robots.generate.engine.fill;

import java.util.Arrays;

/**
 * The pixels whose patch meets the hole, row by row, cut into bands of whole rows. The cut depends
 * on the picture alone, so that the work is divided alike on every machine.
 */
final class Targets {
    private static final int BAND = 1024;

    /** Packed positions, in reading order. */
    final int[] points;

    /** The target at each pixel, or -1. */
    final int[] at;

    /** Band b holds the targets starts[b] … starts[b+1]-1. */
    private final int[] starts;

    private Targets(int[] points, int[] at, int[] starts) {
        this.points = points;
        this.at = at;
        this.starts = starts;
    }

    static Targets of(Layer layer) {
        var near = Reach.of(layer.where(Layer.HOLE), layer.width, layer.height, Patch.RADIUS);
        var at = new int[near.length];
        var points = new int[count(near)];
        var starts = new int[points.length / BAND + 2];
        int bands = 0;
        int n = 0;
        for (int y = 0; y < layer.height; y++) {
            if (n - starts[bands] >= BAND) {
                starts[++bands] = n;
            }
            for (int x = 0; x < layer.width; x++) {
                int pixel = y * layer.width + x;
                at[pixel] = near[pixel] != 0 ? n : -1;
                if (near[pixel] != 0) {
                    points[n++] = Point.of(x, y);
                }
            }
        }
        starts[++bands] = n;
        return new Targets(points, at, Arrays.copyOf(starts, bands + 1));
    }

    int size() {
        return points.length;
    }

    int bands() {
        return starts.length - 1;
    }

    int start(int band) {
        return starts[band];
    }

    int end(int band) {
        return starts[band + 1];
    }

    private static int count(byte[] marks) {
        int count = 0;
        for (byte mark : marks) {
            count += mark;
        }
        return count;
    }
}
