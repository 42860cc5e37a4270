package dev.atelier.robots.codec;

/**
 * Which samples of a line make up each sample of a longer or shorter line, and by how much. The
 * kernel is Catmull-Rom, widened when the line gets shorter so that no sample is passed over.
 *
 * @param first of the samples that make up each sample
 * @param parts what each of them contributes; the parts of one sample add up to 1
 */
@SuppressWarnings("ArrayRecordComponent")
record Weights(int[] first, float[][] parts) {
    private static final double REACH = 2;
    private static final double NEAR = 1e-6;

    static Weights of(int from, int to) {
        return of(0, from, from, to);
    }

    /**
     * For a piece of a line, whose ends may lie within samples.
     *
     * @param start of the piece
     * @param length of the piece
     * @param from samples of the line
     */
    static Weights of(double start, double length, int from, int to) {
        double scale = length / to;
        double stretch = Math.max(1, scale);
        int least = (int) Math.clamp(Math.floor(start + NEAR), 0, from - 1);
        int most = (int) Math.clamp(Math.ceil(start + length - NEAR) - 1, least, from - 1);
        int[] first = new int[to];
        float[][] parts = new float[to][];
        for (int i = 0; i < to; i++) {
            double centre = Math.clamp(start + (i + 0.5) * scale - 0.5, least, most);
            int low = (int) Math.max(least, Math.ceil(centre - REACH * stretch));
            int high = (int) Math.min(most, Math.floor(centre + REACH * stretch));
            first[i] = low;
            parts[i] = parts(low, high, centre, stretch);
        }
        return new Weights(first, parts);
    }

    private static float[] parts(int low, int high, double centre, double stretch) {
        float[] parts = new float[high - low + 1];
        double sum = 0;
        for (int k = 0; k < parts.length; k++) {
            double part = kernel((low + k - centre) / stretch);
            parts[k] = (float) part;
            sum += part;
        }
        for (int k = 0; k < parts.length; k++) {
            parts[k] /= (float) sum;
        }
        return parts;
    }

    private static double kernel(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }

    int last(int sample) {
        return first[sample] + parts[sample].length - 1;
    }
}
