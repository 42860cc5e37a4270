package dev.atelier.robots.generate.engine.painter;

import dev.atelier.robots.generate.engine.painter.canvas.Curve;

/** The part of a picture that may be painted, with the distance of each pixel to its edge. */
final class MaskArea {
    final int left;
    final int top;
    final int width;
    final int height;
    private final float[] depth;

    MaskArea(byte[] mask, int columns, int rows) {
        int x0 = columns;
        int y0 = rows;
        int x1 = -1;
        int y1 = -1;
        for (int i = 0; i < columns * rows; i++) {
            if (mask[i] < 0) {
                x0 = Math.min(x0, i % columns);
                x1 = Math.max(x1, i % columns);
                y0 = Math.min(y0, i / columns);
                y1 = Math.max(y1, i / columns);
            }
        }
        this.left = x1 < 0 ? 0 : x0;
        this.top = y1 < 0 ? 0 : y0;
        this.width = Math.max(0, x1 - x0 + 1);
        this.height = Math.max(0, y1 - y0 + 1);
        this.depth = new float[width * height];
        measure(mask, columns, rows);
    }

    private void measure(byte[] mask, int columns, int rows) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean open = mask[(y + top) * columns + x + left] < 0;
                double before =
                        Math.min(near(x - 1, y, columns, rows), near(x, y - 1, columns, rows)) + 1;
                depth[y * width + x] = open ? (float) before : 0;
            }
        }
        for (int y = height - 1; y >= 0; y--) {
            for (int x = width - 1; x >= 0; x--) {
                double after =
                        Math.min(near(x + 1, y, columns, rows), near(x, y + 1, columns, rows)) + 1;
                depth[y * width + x] = (float) Math.min(depth[y * width + x], after);
            }
        }
    }

    private double near(int x, int y, int columns, int rows) {
        if (x >= 0 && y >= 0 && x < width && y < height) {
            return depth[y * width + x];
        }
        boolean outside = x + left < 0 || y + top < 0 || x + left >= columns || y + top >= rows;
        return outside ? 1e6 : 0;
    }

    boolean holds(double x, double y) {
        int ix = Curve.floor(x) - left;
        int iy = Curve.floor(y) - top;
        return ix >= 0 && iy >= 0 && ix < width && iy < height && depth[iy * width + ix] > 0;
    }

    /** 0 outside and at the edge, 1 from {@code soft} pixels inside it. */
    double inside(int x, int y, double soft) {
        int ix = x - left;
        int iy = y - top;
        if (ix < 0 || iy < 0 || ix >= width || iy >= height || depth[iy * width + ix] <= 0) {
            return 0;
        }
        return Curve.step(0, soft, depth[iy * width + ix]);
    }
}
