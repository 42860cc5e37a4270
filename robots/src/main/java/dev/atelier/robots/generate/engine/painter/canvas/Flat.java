package dev.atelier.robots.generate.engine.painter.canvas;

import java.util.Arrays;
import java.util.List;

/** Collects one straight-edged part of a path while its curves are cut into pieces. */
final class Flat {
    private double[] xy = new double[64];
    private int size;

    void add(double x, double y) {
        if (size + 2 > xy.length) {
            xy = Arrays.copyOf(xy, size * 2);
        }
        xy[size++] = x;
        xy[size++] = y;
    }

    void cubic(double[] p) {
        double x0 = xy[size - 2];
        double y0 = xy[size - 1];
        double reach =
                Math.abs(p[4] - x0)
                        + Math.abs(p[5] - y0)
                        + Math.abs(p[0] - x0)
                        + Math.abs(p[1] - y0);
        int pieces = (int) Curve.clamp(3 + Math.sqrt(reach) * 1.2, 4, 40);
        for (int i = 1; i <= pieces; i++) {
            double t = i / (double) pieces;
            double u = 1 - t;
            double a = u * u * u;
            double b = 3 * u * u * t;
            double c = 3 * u * t * t;
            double d = t * t * t;
            add(a * x0 + b * p[0] + c * p[2] + d * p[4], a * y0 + b * p[1] + c * p[3] + d * p[5]);
        }
    }

    void endInto(List<double[]> parts) {
        if (size >= 6) {
            parts.add(forward(Arrays.copyOf(xy, size)));
        }
        size = 0;
    }

    private static double[] forward(double[] part) {
        double area = 0;
        int n = part.length;
        for (int i = 0; i < n; i += 2) {
            area += part[i] * part[(i + 3) % n] - part[(i + 2) % n] * part[i + 1];
        }
        if (area >= 0) {
            return part;
        }
        double[] turned = new double[n];
        for (int i = 0; i < n; i += 2) {
            turned[i] = part[n - 2 - i];
            turned[i + 1] = part[n - 1 - i];
        }
        return turned;
    }
}
