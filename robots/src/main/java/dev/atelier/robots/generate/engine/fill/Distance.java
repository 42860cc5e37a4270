package dev.atelier.robots.generate.engine.fill;

/**
 * How unlike two patches are: squared colour differences, squared texture differences at nine
 * points of the patch, and a weak charge for coming from far away.
 */
final class Distance {
    private static final int R = Patch.RADIUS;
    private static final float PROXIMITY = 300f * 3 * Patch.AREA;

    private final int width;
    private final int height;
    private final short[] colour;
    private final short[] texture;
    private final float nearness;

    Distance(Layer layer) {
        width = layer.width;
        height = layer.height;
        colour = layer.colour;
        texture = layer.texture;
        float side = Math.max(width, height);
        nearness = PROXIMITY / (side * side);
    }

    /** The distance, or any number not below {@code limit} as soon as it is known to reach it. */
    int between(int tx, int ty, int sx, int sy, int limit) {
        int sum = away(tx - sx, ty - sy);
        if (sum >= limit) {
            return sum;
        }
        if (tx < R || ty < R || tx >= width - R || ty >= height - R) {
            return sum + clipped(tx, ty, sx, sy);
        }
        int target = ty * width + tx;
        int source = sy * width + sx;
        sum += textures(2 * target, 2 * source);
        int t = 3 * (target - R * width - R);
        int s = 3 * (source - R * width - R);
        int step = 3 * width;
        for (int row = 0; row < Patch.SIDE && sum < limit; row++) {
            sum += row(t, s);
            t += step;
            s += step;
        }
        return sum;
    }

    /** The charge for an offset. */
    int away(int dx, int dy) {
        return (int) (nearness * ((float) dx * dx + (float) dy * dy));
    }

    /**
     * Nine samples stand for 49; stored at four times the scale, weighed by four: 4 * 49/9 / 16.
     */
    private int textures(int t, int s) {
        int across = 2 * R;
        int down = across * width;
        int sum =
                texture(t - down - across, s - down - across)
                        + texture(t - down, s - down)
                        + texture(t - down + across, s - down + across)
                        + texture(t - across, s - across)
                        + texture(t, s)
                        + texture(t + across, s + across)
                        + texture(t + down - across, s + down - across)
                        + texture(t + down, s + down)
                        + texture(t + down + across, s + down + across);
        return sum * 11 / 8;
    }

    private int texture(int t, int s) {
        int across = texture[t] - texture[s];
        int down = texture[t + 1] - texture[s + 1];
        return across * across + down * down;
    }

    /** Seven pixels spelt out, so that the compiler merges the bounds checks. */
    private int row(int t, int s) {
        return colour(t, s)
                + colour(t + 3, s + 3)
                + colour(t + 6, s + 6)
                + colour(t + 9, s + 9)
                + colour(t + 12, s + 12)
                + colour(t + 15, s + 15)
                + colour(t + 18, s + 18);
    }

    /** Colour and texture of two single pixels. */
    int pixel(int target, int source) {
        return colour(3 * target, 3 * source) + texture(2 * target, 2 * source) / 4;
    }

    private int colour(int t, int s) {
        int r = colour[t] - colour[s];
        int g = colour[t + 1] - colour[s + 1];
        int b = colour[t + 2] - colour[s + 2];
        return r * r + g * g + b * b;
    }

    /** At the border of the picture: the part inside, scaled to a whole patch. */
    private int clipped(int tx, int ty, int sx, int sy) {
        int left = Math.max(-R, -tx);
        int right = Math.min(R, width - 1 - tx);
        int top = Math.max(-R, -ty);
        int bottom = Math.min(R, height - 1 - ty);
        long sum = 0;
        for (int dy = top; dy <= bottom; dy++) {
            int t = (ty + dy) * width + tx;
            int s = (sy + dy) * width + sx;
            for (int dx = left; dx <= right; dx++) {
                sum += pixel(t + dx, s + dx);
            }
        }
        int area = (right - left + 1) * (bottom - top + 1);
        return (int) (sum * Patch.AREA / area);
    }
}
