package dev.atelier.robots.generate.engine.painter.canvas;

import org.jspecify.annotations.Nullable;

/** A small picture with opacity that is painted once and then laid onto a larger one. */
public final class Tile {
    public final int left;
    public final int top;
    public final int width;
    public final int height;
    private final float[] rgba;
    private final double scale;

    public Tile(int left, int top, int width, int height) {
        this(left, top, Math.max(1, width), Math.max(1, height), null, 1);
    }

    private Tile(int left, int top, int width, int height, float @Nullable [] rgba, double scale) {
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        this.rgba = rgba == null ? new float[4 * width * height] : rgba;
        this.scale = scale;
    }

    /** How many times smaller than the picture a tile should be whose unit is so many pixels. */
    public static double reduction(double unit) {
        return Math.max(1, unit / 1000);
    }

    /** The same pixels, laid onto the picture so many times larger. */
    public Tile enlarged(double times) {
        return new Tile(left, top, width, height, rgba, times);
    }

    /** The box of the picture it covers: left, top, right and bottom. */
    public int[] box() {
        return new int[] {
            Curve.floor(left * scale),
            Curve.floor(top * scale),
            Curve.floor((left + width) * scale) + 1,
            Curve.floor((top + height) * scale) + 1
        };
    }

    /** Opacity at a place of the picture. */
    public double cover(double x, double y) {
        return alpha(Curve.floor(x / scale) - left, Curve.floor(y / scale) - top);
    }

    /** Colour at a place of the picture that it covers. */
    public Rgb tone(double x, double y) {
        return colour(Curve.floor(x / scale) - left, Curve.floor(y / scale) - top);
    }

    public void set(int x, int y, Rgb c, double alpha) {
        int i = 4 * (y * width + x);
        rgba[i] = c.r();
        rgba[i + 1] = c.g();
        rgba[i + 2] = c.b();
        rgba[i + 3] = (float) alpha;
    }

    /** Lays a colour over what is there. */
    public void over(int x, int y, Rgb c, double alpha) {
        if (alpha <= 0.002) {
            return;
        }
        int i = 4 * (y * width + x);
        double below = rgba[i + 3] * (1 - alpha);
        double sum = alpha + below;
        double share = alpha / sum;
        set(x, y, colour(x, y).mix(c, share), sum);
    }

    public Rgb colour(int x, int y) {
        int i = 4 * (y * width + x);
        return new Rgb(rgba[i], rgba[i + 1], rgba[i + 2]);
    }

    public double alpha(int x, int y) {
        return x < 0 || y < 0 || x >= width || y >= height ? 0 : rgba[4 * (y * width + x) + 3];
    }

    /** Lays the whole tile over another one; both lie at places of the same picture. */
    public void onto(Tile other) {
        for (int y = Math.max(top, other.top);
                y < Math.min(top + height, other.top + other.height);
                y++) {
            for (int x = Math.max(left, other.left);
                    x < Math.min(left + width, other.left + other.width);
                    x++) {
                double a = alpha(x - left, y - top);
                other.over(x - other.left, y - other.top, colour(x - left, y - top), a);
            }
        }
    }

    public void onto(Canvas canvas, int from, int to) {
        int[] box = box();
        for (int y = Math.max(box[1], from); y < Math.min(box[3], to); y++) {
            for (int x = Math.max(box[0], 0); x < Math.min(box[2], canvas.width); x++) {
                if (scale == 1) {
                    lay(canvas, x, y);
                } else {
                    between(canvas, x, y);
                }
            }
        }
    }

    private void between(Canvas canvas, int x, int y) {
        double fx = (x + 0.5) / scale - 0.5 - left;
        double fy = (y + 0.5) / scale - 0.5 - top;
        int ix = Curve.floor(fx);
        int iy = Curve.floor(fy);
        double total = 0;
        Rgb sum = Rgb.BLACK;
        for (int k = 0; k < 4; k++) {
            int jx = ix + (k & 1);
            int jy = iy + (k >> 1);
            double share = Math.abs(1 - (k & 1) - (fx - ix)) * Math.abs(1 - (k >> 1) - (fy - iy));
            double a = alpha(jx, jy) * share;
            if (a > 0) {
                total += a;
                sum = sum.plus(colour(jx, jy), a);
            }
        }
        if (total > 0) {
            canvas.blend(x, y, sum.scale(1 / total), total);
        }
    }

    private void lay(Canvas canvas, int x, int y) {
        double a = alpha(x - left, y - top);
        if (a > 0) {
            canvas.blend(x, y, colour(x - left, y - top), a);
        }
    }
}
