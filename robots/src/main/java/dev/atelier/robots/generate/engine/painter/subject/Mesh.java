package dev.atelier.robots.generate.engine.painter.subject;

import java.util.Arrays;

/** Finds for each point of a fine grid which place of which body is seen there. */
final class Mesh {
    final int width;
    final int height;
    private final float[] depth;
    private final byte[] body;
    private final float[] along;
    private final float[] around;
    private final float[] nx;
    private final float[] ny;

    Mesh(int width, int height) {
        this.width = width;
        this.height = height;
        int n = width * height;
        this.depth = new float[n];
        this.body = new byte[n];
        this.along = new float[n];
        this.around = new float[n];
        this.nx = new float[n];
        this.ny = new float[n];
        Arrays.fill(depth, -1e9f);
    }

    /** Adds a body whose unit is {@code scale} grid points, its origin at (ox, oy). */
    void add(Tube tube, int number, double ox, double oy, double scale) {
        for (int i = 0; i + 1 < tube.rings; i++) {
            for (int k = 0; k < Tube.SIDES; k++) {
                double[] a = corner(tube, i, k, ox, oy, scale);
                double[] b = corner(tube, i + 1, k, ox, oy, scale);
                double[] c = corner(tube, i + 1, k + 1, ox, oy, scale);
                double[] d = corner(tube, i, k + 1, ox, oy, scale);
                triangle(a, b, c, number);
                triangle(a, c, d, number);
            }
        }
    }

    private static double[] corner(Tube tube, int i, int k, double ox, double oy, double scale) {
        Vec p = tube.at(i, k);
        Vec n = tube.normal(i, k);
        double t = i / (tube.rings - 1.0);
        double turn = k / (double) Tube.SIDES;
        return new double[] {ox + p.x() * scale, oy + p.y() * scale, p.z(), t, turn, n.x(), n.y()};
    }

    private void triangle(double[] a, double[] b, double[] c, int number) {
        double area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
        if (Math.abs(area) < 1e-9) {
            return;
        }
        int x0 = (int) Math.max(0, Math.floor(Math.min(a[0], Math.min(b[0], c[0])) - 0.5));
        int x1 = (int) Math.min(width - 1.0, Math.ceil(Math.max(a[0], Math.max(b[0], c[0]))));
        int y0 = (int) Math.max(0, Math.floor(Math.min(a[1], Math.min(b[1], c[1])) - 0.5));
        int y1 = (int) Math.min(height - 1.0, Math.ceil(Math.max(a[1], Math.max(b[1], c[1]))));
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                double px = x + 0.5;
                double py = y + 0.5;
                double u = ((px - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (py - a[1])) / area;
                double v = ((b[0] - a[0]) * (py - a[1]) - (px - a[0]) * (b[1] - a[1])) / area;
                if (u >= 0 && v >= 0 && u + v <= 1) {
                    put(y * width + x, a, b, c, u, v, number);
                }
            }
        }
    }

    private void put(int i, double[] a, double[] b, double[] c, double u, double v, int number) {
        double w = 1 - u - v;
        float z = (float) (w * a[2] + u * b[2] + v * c[2]);
        if (z > depth[i]) {
            depth[i] = z;
            body[i] = (byte) number;
            along[i] = (float) (w * a[3] + u * b[3] + v * c[3]);
            around[i] = (float) (w * a[4] + u * b[4] + v * c[4]);
            nx[i] = (float) (w * a[5] + u * b[5] + v * c[5]);
            ny[i] = (float) (w * a[6] + u * b[6] + v * c[6]);
        }
    }

    /** The number of the body seen at a grid point, 0 for none. */
    int body(int i) {
        return body[i];
    }

    double along(int i) {
        return along[i];
    }

    double around(int i) {
        return around[i];
    }

    double nx(int i) {
        return nx[i];
    }

    double ny(int i) {
        return ny[i];
    }
}
