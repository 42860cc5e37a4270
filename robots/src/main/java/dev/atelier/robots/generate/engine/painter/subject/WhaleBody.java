package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;

/** The shape of a breaching humpback: a bent body that leaves the water, and two long flippers. */
final class WhaleBody {
    private static final int RINGS = 90;
    private static final double[] STATIONS = {0, 0.2, 0.4, 0.55, 0.7, 0.8, 0.88, 0.94, 0.98, 1};
    private static final double[] BACK = {
        0.15, 0.172, 0.178, 0.168, 0.14, 0.112, 0.084, 0.057, 0.034, 0.01
    };
    private static final double[] BELLY = {
        0.15, 0.185, 0.215, 0.228, 0.214, 0.186, 0.146, 0.1, 0.056, 0.012
    };
    private static final double[] SIDE = {
        0.15, 0.178, 0.192, 0.192, 0.172, 0.146, 0.115, 0.083, 0.051, 0.012
    };

    final Tube body;
    final Tube near;
    final Tube far;

    /** Where the axis leaves the water. */
    final double foot;

    /** {@code way} is 1 when the whale leans to the right, -1 to the left. */
    WhaleBody(Dice dice, int way) {
        double lean = dice.range(0.16, 0.34);
        double bend = dice.range(0.4, 0.75);
        double roll = dice.range(0.62, 0.98);
        var axis = new Vec[RINGS];
        var back = new Vec[RINGS];
        var reach = new double[RINGS][];
        double x = 0;
        double y = 0.3;
        for (int i = 0; i < RINGS; i++) {
            double t = i / (RINGS - 1.0);
            double angle = lean + bend * t * t;
            axis[i] = new Vec(way * x, y, 0);
            double out = StrictMath.cos(roll);
            back[i] =
                    new Vec(
                            way * StrictMath.cos(angle) * out,
                            StrictMath.sin(angle) * out,
                            -StrictMath.sin(roll));
            reach[i] = new double[] {key(BACK, t), key(BELLY, t), key(SIDE, t)};
            x += StrictMath.sin(angle) * 1.3 / RINGS;
            y -= StrictMath.cos(angle) * 1.3 / RINGS;
        }
        double scale = 0.97 / -(y - 0.02);
        shrink(axis, reach, scale, -way * x * 0.3);
        this.foot = footOf(axis);
        this.body = new Tube(axis, back, reach);
        int shoulder = (int) (RINGS * 0.57);
        this.near =
                flipper(
                        axis[shoulder],
                        axis[shoulder + 1].minus(axis[shoulder]).unit(),
                        back[shoulder],
                        way,
                        dice.fork("near"),
                        1,
                        scale);
        this.far =
                flipper(
                        axis[shoulder],
                        axis[shoulder + 1].minus(axis[shoulder]).unit(),
                        back[shoulder],
                        way,
                        dice.fork("far"),
                        -1,
                        scale);
    }

    private static double footOf(Vec[] axis) {
        double foot = axis[0].x();
        for (Vec v : axis) {
            foot = v.y() >= 0 ? v.x() : foot;
        }
        return foot;
    }

    private static void shrink(Vec[] axis, double[][] reach, double scale, double shift) {
        for (int i = 0; i < axis.length; i++) {
            axis[i] = new Vec((axis[i].x() + shift) * scale, axis[i].y() * scale, 0);
            for (int k = 0; k < 3; k++) {
                reach[i][k] *= scale;
            }
        }
    }

    static double key(double[] values, double t) {
        int i = 0;
        while (i < STATIONS.length - 2 && t > STATIONS[i + 1]) {
            i++;
        }
        double k = (t - STATIONS[i]) / (STATIONS[i + 1] - STATIONS[i]);
        double before = values[Math.max(0, i - 1)];
        double after = values[Math.min(values.length - 1, i + 2)];
        double a = values[i];
        double b = values[i + 1];
        double smooth =
                a
                        + 0.5
                                * k
                                * (b
                                        - before
                                        + k
                                                * (2 * before
                                                        - 5 * a
                                                        + 4 * b
                                                        - after
                                                        + k * (3 * (a - b) + after - before)));
        return Curve.clamp(smooth, Math.min(a, b) * 0.9, Math.max(a, b) * 1.05);
    }

    private static Tube flipper(
            Vec shoulder, Vec along, Vec back, int way, Dice dice, int face, double scale) {
        int rings = 34;
        double length = dice.range(0.5, 0.58) * scale;
        double rise = face > 0 ? dice.range(0.1, 0.55) : dice.range(0.0, 0.6);
        double aside = face > 0 ? way * 0.95 : -way;
        Vec side = along.cross(back).unit();
        Vec start = shoulder.plus(back, -0.07 * scale).plus(side, face * 0.11 * scale);
        var axis = new Vec[rings];
        var flat = new Vec[rings];
        var reach = new double[rings][];
        for (int i = 0; i < rings; i++) {
            double t = i / (rings - 1.0);
            double droop = 0.42 * t * t - rise * t;
            axis[i] =
                    start.plus(
                            new Vec(
                                    aside * t * (1 - 0.12 * t),
                                    droop,
                                    face * (0.45 * t - 0.2 * t * t)),
                            length);
            flat[i] = new Vec(aside * 0.25, -0.5, 0.85 * face);
            double knobs = 1 + 0.07 * Curve.wave(t * 7.5);
            double chord =
                    (0.078
                                            * (0.5 + 0.5 * Curve.step(0.08, 0.42, t))
                                            * (1 - 0.62 * t)
                                            * Math.sqrt(Math.max(0, 1 - t * t * t * t))
                                    + 0.003)
                            * knobs;
            reach[i] =
                    new double[] {
                        0.016 * scale * (1.1 - t), 0.016 * scale * (1.1 - t), chord * scale
                    };
        }
        return new Tube(axis, flat, reach);
    }
}
