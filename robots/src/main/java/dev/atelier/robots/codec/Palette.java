package dev.atelier.robots.codec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Finds the colours that stand best for a histogram: boxes are halved where the squared error is
 * largest, then the centres settle by weighted k-means.
 */
final class Palette {
    private static final int ROUNDS = 4;

    private final Histogram.Bins bins;
    private final float[][] channels;

    private Palette(Histogram.Bins bins) {
        this.bins = bins;
        this.channels = new float[][] {bins.red(), bins.green(), bins.blue()};
    }

    /** At most {@code size} opaque colours. */
    static int[] of(Histogram histogram, int size) {
        return new Palette(histogram.bins()).colours(size);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Box(Integer[] members, int axis, double error) {}

    private int[] colours(int size) {
        var queue = new PriorityQueue<>(Comparator.comparingDouble((Box b) -> -b.error()));
        Integer[] all = new Integer[bins.size()];
        Arrays.setAll(all, i -> i);
        queue.add(box(all));
        while (queue.size() < size) {
            Box widest = queue.poll();
            if (widest == null || widest.error() <= 0) {
                if (widest != null) {
                    queue.add(widest);
                }
                break;
            }
            split(widest, queue);
        }
        float[][] centres = new float[queue.size()][];
        int n = 0;
        for (Box box : queue) {
            centres[n++] = mean(box.members());
        }
        for (int round = 0; round < ROUNDS; round++) {
            settle(centres);
        }
        int[] colours = new int[n];
        Arrays.setAll(colours, i -> packed(centres[i]));
        return colours;
    }

    private Box box(Integer[] members) {
        float[] mean = mean(members);
        double[] spread = new double[3];
        for (int m : members) {
            for (int c = 0; c < 3; c++) {
                double d = channels[c][m] - mean[c];
                spread[c] += d * d * bins.count()[m];
            }
        }
        int axis =
                spread[1] >= spread[0] && spread[1] >= spread[2]
                        ? 1
                        : spread[0] >= spread[2] ? 0 : 2;
        double error = members.length < 2 ? 0 : spread[0] + spread[1] + spread[2];
        return new Box(members, axis, error);
    }

    /** Cuts at the mean of the widest channel. */
    private void split(Box box, PriorityQueue<Box> queue) {
        float[] along = channels[box.axis()];
        Integer[] sorted = box.members().clone();
        Arrays.sort(
                sorted, Comparator.comparingDouble((Integer m) -> along[m]).thenComparing(m -> m));
        float cut = mean(sorted)[box.axis()];
        int at = 1;
        while (at < sorted.length - 1 && along[sorted[at]] < cut) {
            at++;
        }
        queue.add(box(Arrays.copyOfRange(sorted, 0, at)));
        queue.add(box(Arrays.copyOfRange(sorted, at, sorted.length)));
    }

    private float[] mean(Integer[] members) {
        double[] sum = new double[3];
        double weight = 0;
        for (int m : members) {
            weight += bins.count()[m];
            for (int c = 0; c < 3; c++) {
                sum[c] += (double) channels[c][m] * bins.count()[m];
            }
        }
        double total = Math.max(1, weight);
        return new float[] {
            (float) (sum[0] / total), (float) (sum[1] / total), (float) (sum[2] / total)
        };
    }

    private void settle(float[][] centres) {
        double[][] sums = new double[centres.length][4];
        for (int m = 0; m < bins.size(); m++) {
            double[] sum = sums[nearest(centres, m)];
            int weight = bins.count()[m];
            for (int c = 0; c < 3; c++) {
                sum[c] += (double) channels[c][m] * weight;
            }
            sum[3] += weight;
        }
        for (int i = 0; i < centres.length; i++) {
            for (int c = 0; c < 3 && sums[i][3] > 0; c++) {
                centres[i][c] = (float) (sums[i][c] / sums[i][3]);
            }
        }
    }

    private int nearest(float[][] centres, int m) {
        int best = 0;
        float least = Float.MAX_VALUE;
        for (int i = 0; i < centres.length; i++) {
            float r = centres[i][0] - bins.red()[m];
            float g = centres[i][1] - bins.green()[m];
            float b = centres[i][2] - bins.blue()[m];
            float distance = r * r + g * g + b * b;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static int packed(float[] colour) {
        return 0xFF000000
                | Math.round(colour[0]) << 16
                | Math.round(colour[1]) << 8
                | Math.round(colour[2]);
    }
}
