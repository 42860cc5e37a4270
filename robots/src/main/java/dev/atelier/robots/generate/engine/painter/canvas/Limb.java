package dev.atelier.robots.generate.engine.painter.canvas;

/** Outlines of limbs: a spine of stations with radii, rounded at both ends. */
final class Limb {
    private static final int STEPS = 4;

    private Limb() {}

    static Path outline(double[] s) {
        int n = s.length / 3;
        int count = (n - 1) * STEPS + 1;
        double[] x = new double[count];
        double[] y = new double[count];
        double[] r = new double[count];
        for (int i = 0; i < count; i++) {
            double at = i / (double) STEPS;
            x[i] = along(s, n, at, 0);
            y[i] = along(s, n, at, 1);
            r[i] = Math.max(0, along(s, n, at, 2));
        }
        return around(x, y, r);
    }

    private static double along(double[] s, int n, double at, int part) {
        int i = Math.min(n - 2, (int) at);
        double t = at - i;
        double a = s[3 * Math.max(0, i - 1) + part];
        double b = s[3 * i + part];
        double c = s[3 * (i + 1) + part];
        double d = s[3 * Math.min(n - 1, i + 2) + part];
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }

    private static Path around(double[] x, double[] y, double[] r) {
        int n = x.length;
        double[] left = new double[2 * n];
        double[] right = new double[2 * n];
        for (int i = 0; i < n; i++) {
            double dx = x[Math.min(n - 1, i + 1)] - x[Math.max(0, i - 1)];
            double dy = y[Math.min(n - 1, i + 1)] - y[Math.max(0, i - 1)];
            double length = Math.max(1e-9, Math.sqrt(dx * dx + dy * dy));
            left[2 * i] = x[i] + dy / length * r[i];
            left[2 * i + 1] = y[i] - dx / length * r[i];
            right[2 * i] = x[i] - dy / length * r[i];
            right[2 * i + 1] = y[i] + dx / length * r[i];
        }
        var path = new Path().move(left[0], left[1]);
        for (int i = 1; i < n; i++) {
            path.line(left[2 * i], left[2 * i + 1]);
        }
        cap(path, left, right, n - 1);
        for (int i = n - 2; i >= 0; i--) {
            path.line(right[2 * i], right[2 * i + 1]);
        }
        cap(path, right, left, 0);
        return path.close();
    }

    private static void cap(Path path, double[] from, double[] to, int i) {
        double ax = from[2 * i];
        double ay = from[2 * i + 1];
        double bx = to[2 * i];
        double by = to[2 * i + 1];
        double ox = -(by - ay) * -0.66;
        double oy = (bx - ax) * -0.66;
        path.curve(ax + ox, ay + oy, bx + ox, by + oy, bx, by);
    }
}
