package dev.atelier.robots.image.cutout;

/** A mask as a linear function of lightness around each place, so that it follows the edges. */
final class GuidedMask {
    private static final int RADIUS = 2;
    private static final float EPSILON = 2e-3f;

    private final int width;
    private final int height;
    private final float[] slope;
    private final float[] offset;

    GuidedMask(LabPicture picture, float[] mask) {
        this.width = picture.width();
        this.height = picture.height();
        int size = picture.size();
        var guide = new float[size];
        var squares = new float[size];
        var products = new float[size];
        for (int i = 0; i < size; i++) {
            guide[i] = picture.lab()[3 * i];
            squares[i] = guide[i] * guide[i];
            products[i] = guide[i] * mask[i];
        }
        float[] meanGuide = mean(guide);
        float[] meanMask = mean(mask);
        float[] meanSquares = mean(squares);
        float[] meanProducts = mean(products);
        var a = new float[size];
        var b = new float[size];
        for (int i = 0; i < size; i++) {
            float variance = meanSquares[i] - meanGuide[i] * meanGuide[i];
            a[i] = (meanProducts[i] - meanGuide[i] * meanMask[i]) / (variance + EPSILON);
            b[i] = meanMask[i] - a[i] * meanGuide[i];
        }
        this.slope = mean(a);
        this.offset = mean(b);
    }

    private float[] mean(float[] values) {
        return pass(pass(values, 1, width), width, height);
    }

    private static float[] pass(float[] values, int step, int length) {
        var out = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int place = i / step % length;
            float sum = 0;
            int count = 0;
            for (int d = -RADIUS; d <= RADIUS; d++) {
                if (place + d >= 0 && place + d < length) {
                    sum += values[i + d * step];
                    count++;
                }
            }
            out[i] = sum / count;
        }
        return out;
    }

    /**
     * @param x 0 to 1 across the picture
     * @param y 0 to 1 down the picture
     * @param light OKLab lightness of the full picture there
     */
    float at(float x, float y, float light) {
        float left = Math.clamp(x * width - 0.5f, 0, width - 1);
        float top = Math.clamp(y * height - 0.5f, 0, height - 1);
        int x0 = (int) left;
        int y0 = (int) top;
        float fx = left - x0;
        float fy = top - y0;
        int i = y0 * width + x0;
        int across = x0 < width - 1 ? 1 : 0;
        int down = y0 < height - 1 ? width : 0;
        float a = mix(slope, i, across, down, fx, fy);
        float b = mix(offset, i, across, down, fx, fy);
        return Math.clamp((a * light + b - 0.1f) / 0.8f, 0, 1);
    }

    private static float mix(float[] v, int i, int across, int down, float fx, float fy) {
        float upper = v[i] + fx * (v[i + across] - v[i]);
        float lower = v[i + down] + fx * (v[i + down + across] - v[i + down]);
        return upper + fy * (lower - upper);
    }
}
