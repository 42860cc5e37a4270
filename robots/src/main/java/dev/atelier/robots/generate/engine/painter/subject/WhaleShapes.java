package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Paint;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Light;

/** The whale's body as outlines: silhouette, pale throat and its grooves. */
final class WhaleShapes {
    private WhaleShapes() {}

    static void draw(
            Drawing drawing, WhaleBody shape, Light light, double x, double base, double unit) {
        Rgb dark = light.shade(Rgb.of(0x3a454f), light.dx() * 0.5, -0.2, 0.8);
        Rgb pale = light.shade(Rgb.of(0xd0d4d0), light.dx() * 0.7, -0.2, 0.7);
        drawing.fill(place(silhouette(shape.far), x, base, unit), Paint.solid(dark.mix(pale, 0.2)));
        drawing.fill(
                place(silhouette(shape.body), x, base, unit),
                Paint.vertical(base - unit, dark.scale(1.15), base, dark));
        drawing.fill(
                place(throat(shape.body), x, base, unit),
                Paint.vertical(base - unit, pale, base, pale.mix(dark, 0.35)));
        for (int k = 27; k <= 45; k += 2) {
            drawing.fill(place(groove(shape.body, k), x, base, unit), Paint.solid(dark, 0.5));
        }
        drawing.fill(
                place(silhouette(shape.near), x, base, unit), Paint.solid(dark.mix(pale, 0.45)));
    }

    private static Path place(Path path, double x, double base, double unit) {
        return path.place(x, base, unit, unit);
    }

    private static Path silhouette(Tube tube) {
        double[] left = new double[2 * tube.rings];
        double[] right = new double[2 * tube.rings];
        for (int i = 0; i < tube.rings; i++) {
            Vec along =
                    tube.at(Math.min(tube.rings - 1, i + 1), 0)
                            .minus(tube.at(Math.max(0, i - 1), 0));
            double best = -1e9;
            double worst = 1e9;
            for (int k = 0; k < Tube.SIDES; k++) {
                Vec p = tube.at(i, k);
                double off = p.x() * -along.y() + p.y() * along.x();
                if (off > best) {
                    best = off;
                    left[2 * i] = p.x();
                    left[2 * i + 1] = Math.min(0.02, p.y());
                }
                if (off < worst) {
                    worst = off;
                    right[2 * i] = p.x();
                    right[2 * i + 1] = Math.min(0.02, p.y());
                }
            }
        }
        return ring(left, right, tube.rings);
    }

    private static Path throat(Tube tube) {
        double[] left = new double[2 * tube.rings];
        double[] right = new double[2 * tube.rings];
        for (int i = 0; i < tube.rings; i++) {
            int from = -1;
            int to = -1;
            for (int k = 23; k <= 49; k++) {
                if (tube.normal(i, k).z() > -0.02) {
                    from = from < 0 ? k : from;
                    to = k;
                }
            }
            Vec a = tube.at(i, Math.max(from, 23));
            Vec b = tube.at(i, Math.max(to, 23));
            left[2 * i] = a.x();
            left[2 * i + 1] = Math.min(0.02, a.y());
            right[2 * i] = b.x();
            right[2 * i + 1] = Math.min(0.02, b.y());
        }
        return ring(left, right, tube.rings);
    }

    private static Path groove(Tube tube, int k) {
        int from = tube.rings / 3;
        int count = (tube.rings - from - 2) / 3;
        double[] stations = new double[3 * count];
        for (int i = 0; i < count; i++) {
            Vec p = tube.at(from + 3 * i, k);
            stations[3 * i] = p.x();
            stations[3 * i + 1] = p.y();
            stations[3 * i + 2] = tube.normal(from + 3 * i, k).z() > 0.05 ? 0.0035 : 0;
        }
        return Path.limb(stations);
    }

    private static Path ring(double[] left, double[] right, int n) {
        var path = new Path().move(left[0], left[1]);
        for (int i = 2; i < n; i += 2) {
            path.line(left[2 * i], left[2 * i + 1]);
        }
        for (int i = n - 1; i >= 0; i -= 2) {
            path.line(right[2 * i], right[2 * i + 1]);
        }
        return path.close();
    }
}
