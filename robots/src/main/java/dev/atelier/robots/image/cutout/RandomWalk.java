package dev.atelier.robots.image.cutout;

/**
 * Spreads what single pixels seem to be along even areas and stops it at edges: the least of the
 * sum of edge weights times squared differences, plus how firmly each pixel holds to its own guess.
 */
final class RandomWalk {
    private static final int ROUNDS = 240;
    private static final float RELAXATION = 1.85f;
    private static final float LEAST_WEIGHT = 0.004f;

    private final LabPicture picture;
    private final float[] right;
    private final float[] down;

    RandomWalk(LabPicture picture) {
        this.picture = picture;
        this.right = new float[picture.size()];
        this.down = new float[picture.size()];
        float sharpness = 1 / (2 * meanDifference() + 1e-6f);
        int width = picture.width();
        for (int i = 0; i < picture.size(); i++) {
            if (i % width < width - 1) {
                right[i] = weight(picture.distance(i, i + 1), sharpness);
            }
            if (i / width < picture.height() - 1) {
                down[i] = weight(picture.distance(i, i + width), sharpness);
            }
        }
    }

    private float meanDifference() {
        double sum = 0;
        for (int i = 0; i + 1 < picture.size(); i++) {
            sum += picture.distance(i, i + 1);
        }
        return (float) (sum / Math.max(1, picture.size() - 1));
    }

    private static float weight(float difference, float sharpness) {
        return (float) Math.exp(-difference * sharpness) + LEAST_WEIGHT;
    }

    /**
     * @param guess 0 to 1, of each pixel
     * @param hold how firmly, of each pixel
     */
    float[] settle(float[] guess, float[] hold) {
        float[] x = guess.clone();
        int width = picture.width();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < x.length; i++) {
                float weights = hold[i];
                float sum = hold[i] * guess[i];
                if (right[i] > 0) {
                    weights += right[i];
                    sum += right[i] * x[i + 1];
                }
                if (i % width > 0) {
                    weights += right[i - 1];
                    sum += right[i - 1] * x[i - 1];
                }
                if (down[i] > 0) {
                    weights += down[i];
                    sum += down[i] * x[i + width];
                }
                if (i >= width) {
                    weights += down[i - width];
                    sum += down[i - width] * x[i - width];
                }
                if (weights > 0) {
                    x[i] += RELAXATION * (sum / weights - x[i]);
                }
            }
        }
        return x;
    }
}
