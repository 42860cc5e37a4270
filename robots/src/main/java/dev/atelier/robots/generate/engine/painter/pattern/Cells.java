package dev.atelier.robots.generate.engine.painter.pattern;

import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Paint;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;

import java.util.ArrayList;
import java.util.List;

/** A plane cut into the regions nearest to scattered points, with leads between them. */
final class Cells {
    private static final int COUNT = 110;

    private Cells() {}

    static void draw(Drawing d, Dice dice, Inks inks, int width, int height) {
        double[][] seeds = new double[COUNT][];
        double fx = dice.range(0.2, 0.8) * width;
        double fy = dice.range(0.2, 0.8) * height;
        for (int i = 0; i < COUNT; i++) {
            double pull = dice.next() * 0.6;
            double x = dice.range(-0.05, 1.05) * width;
            double y = dice.range(-0.05, 1.05) * height;
            seeds[i] = new double[] {x + (fx - x) * pull * pull, y + (fy - y) * pull * pull};
        }
        for (int i = 0; i < COUNT; i++) {
            var cell = cell(seeds, i, width, height);
            if (cell.size() >= 3) {
                double dx = (seeds[i][0] - fx) / height;
                double dy = (seeds[i][1] - fy) / height;
                double far = Math.min(1, Math.sqrt(dx * dx + dy * dy));
                Rgb c = inks.pick(dice).scale(1.25 - 0.55 * far);
                fill(d, cell, seeds[i], c, height);
            }
        }
    }

    private static void fill(Drawing d, List<double[]> cell, double[] seed, Rgb c, int height) {
        double lead = height * 0.004;
        double[] xy = new double[2 * cell.size()];
        double top = 1e9;
        double bottom = -1e9;
        for (int i = 0; i < cell.size(); i++) {
            double dx = cell.get(i)[0] - seed[0];
            double dy = cell.get(i)[1] - seed[1];
            double length = Math.max(1e-6, Math.sqrt(dx * dx + dy * dy));
            double k = Math.max(0, 1 - lead / length);
            xy[2 * i] = seed[0] + dx * k;
            xy[2 * i + 1] = seed[1] + dy * k;
            top = Math.min(top, xy[2 * i + 1]);
            bottom = Math.max(bottom, xy[2 * i + 1]);
        }
        d.fill(Path.polygon(xy), Paint.vertical(top, c.scale(1.12), bottom, c.scale(0.88)));
    }

    private static List<double[]> cell(double[][] seeds, int i, int width, int height) {
        List<double[]> shape = new ArrayList<>();
        shape.add(new double[] {-9, -9});
        shape.add(new double[] {width + 9.0, -9});
        shape.add(new double[] {width + 9.0, height + 9.0});
        shape.add(new double[] {-9, height + 9.0});
        for (int k = 0; k < seeds.length && shape.size() >= 3; k++) {
            if (k != i) {
                shape = nearer(shape, seeds[i], seeds[k]);
            }
        }
        return shape;
    }

    private static List<double[]> nearer(List<double[]> shape, double[] a, double[] b) {
        var kept = new ArrayList<double[]>();
        for (int i = 0; i < shape.size(); i++) {
            double[] p = shape.get(i);
            double[] q = shape.get((i + 1) % shape.size());
            double dp = side(p, a, b);
            double dq = side(q, a, b);
            if (dp <= 0) {
                kept.add(p);
            }
            if ((dp < 0) != (dq < 0)) {
                double t = dp / (dp - dq);
                kept.add(new double[] {p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t});
            }
        }
        return kept;
    }

    private static double side(double[] p, double[] a, double[] b) {
        return (p[0] - (a[0] + b[0]) / 2) * (b[0] - a[0])
                + (p[1] - (a[1] + b[1]) / 2) * (b[1] - a[1]);
    }
}
