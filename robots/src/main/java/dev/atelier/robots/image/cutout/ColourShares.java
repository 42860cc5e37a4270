package dev.atelier.robots.image.cutout;

/** How common colours are in a part of a picture: a smoothed histogram in OKLab. */
final class ColourShares {
    private static final int LIGHTS = 20;
    private static final int HUES = 28;
    private static final float HUE_RANGE = 0.7f;

    private final float[] shares = new float[LIGHTS * HUES * HUES];
    private float sum = 1e-6f;

    void add(LabPicture picture, int i, float weight) {
        shares[bin(picture, i)] += weight;
        sum += weight;
    }

    float of(LabPicture picture, int i) {
        return shares[bin(picture, i)] / sum;
    }

    private static int bin(LabPicture picture, int i) {
        int l = bin(picture.lab()[3 * i], 1, LIGHTS);
        int a = bin(picture.lab()[3 * i + 1] + HUE_RANGE / 2, HUE_RANGE, HUES);
        int b = bin(picture.lab()[3 * i + 2] + HUE_RANGE / 2, HUE_RANGE, HUES);
        return (l * HUES + a) * HUES + b;
    }

    private static int bin(float value, float range, int bins) {
        return Math.clamp((int) (value / range * bins), 0, bins - 1);
    }

    /** Lets each colour count for its neighbours, too. */
    ColourShares smooth() {
        for (int round = 0; round < 2; round++) {
            blur(HUES * HUES, LIGHTS);
            blur(HUES, HUES);
            blur(1, HUES);
        }
        return this;
    }

    private void blur(int step, int length) {
        float[] before = shares.clone();
        for (int i = 0; i < shares.length; i++) {
            int place = i / step % length;
            float low = place > 0 ? before[i - step] : before[i];
            float high = place < length - 1 ? before[i + step] : before[i];
            shares[i] = 0.25f * low + 0.5f * before[i] + 0.25f * high;
        }
    }
}
