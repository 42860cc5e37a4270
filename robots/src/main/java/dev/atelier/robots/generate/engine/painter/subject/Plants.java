package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Paint;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Light;

/** Trees made of many dabs of colour, dark within and light towards the sun. */
public final class Plants {
    /** Where a plant stands (foot), how tall it is in pixels and how far away (0 near, 1 far). */
    public record Spot(double x, double y, double height, double distance) {}

    private final Drawing drawing;
    private final Light light;
    private final double detail;

    /** {@code detail} is 1 for painting and less for plain drawings. */
    public Plants(Drawing drawing, Light light, double detail) {
        this.drawing = drawing;
        this.light = light;
        this.detail = detail;
    }

    public void fir(Spot s, Rgb colour, Dice dice, boolean snowy) {
        double wide = s.height() * dice.range(0.17, 0.25);
        int tiers = (int) Curve.clamp(s.height() / 16.0 * detail, detail > 0.5 ? 5 : 4, 22);
        limb(s, Rgb.of(0x4a3a2e), 0, 0, 0.02, 0, -0.5, 0.012, 0, -0.96, 0.003);
        for (int i = 0; i < tiers; i++) {
            double t = i / (tiers - 1.0);
            double y = s.y() - s.height() * (0.07 + 0.93 * t * (0.86 + 0.14 * t));
            double half = wide * (1 - t * 0.97) * dice.range(0.78, 1.14);
            tier(s, colour.scale(0.62 + 0.42 * t), y, half, dice, snowy);
        }
    }

    private void tier(Spot s, Rgb colour, double y, double half, Dice dice, boolean snowy) {
        double drop = half * 0.62 + s.height() * 0.02;
        double rise = half * 0.8 + s.height() * 0.035;
        int teeth = 4 + dice.below(3);
        double[] xy = new double[2 * (teeth + 2)];
        xy[0] = s.x();
        xy[1] = y - rise;
        for (int i = 0; i <= teeth; i++) {
            double a = 1 - 2.0 * i / teeth;
            double deep = (i & 1) == 0 ? 1 : 0.35;
            xy[2 + 2 * i] = s.x() + half * a * dice.range(0.9, 1.1);
            xy[3 + 2 * i] = y + drop * (0.2 + 0.5 * Math.abs(a)) * deep * dice.range(0.7, 1.2);
        }
        Rgb base = tone(colour, s, 0, -0.35);
        drawing.fill(Path.polygon(xy), Paint.solid(base));
        double side = Math.signum(light.dx());
        if (detail > 0.5) {
            Rgb lit = tone(snowy ? Rgb.of(0xe8eef5) : colour.scale(1.5), s, 0.75 * side, -0.6);
            var sunny =
                    Path.polygon(
                            s.x(),
                            y - rise * 0.95,
                            s.x() + side * half * 0.85,
                            y + drop * 0.22,
                            s.x() + side * half * 0.45,
                            y + drop * 0.02,
                            s.x() + side * half * 0.12,
                            y + drop * 0.1);
            drawing.fill(sunny, Paint.solid(lit, snowy ? 0.85 : 0.6));
        } else if (snowy) {
            drawing.fill(
                    Path.polygon(s.x(), y - rise, s.x() + half * 0.5, y, s.x() - half * 0.5, y),
                    Paint.solid(tone(Rgb.of(0xe8eef5), s, 0, -0.6), 0.6));
        }
    }

    /** A leafy tree: trunk, boughs and a crown of clusters. */
    public void leafy(Spot s, Rgb colour, Dice dice) {
        Rgb bark = Rgb.of(0x54443a);
        double lean = dice.range(-0.05, 0.05);
        double heart = s.distance() > 0.4 ? -0.36 : -0.63;
        limb(
                s,
                bark,
                0,
                0.01,
                0.034,
                lean * 0.4,
                -0.2,
                0.021,
                lean,
                -0.45,
                0.016,
                lean,
                -0.62,
                0.006);
        int boughs = 5;
        int clusters = 10 + dice.below(5);
        double[][] balls = new double[clusters][];
        for (int i = 0; i < clusters; i++) {
            double a = i / (double) clusters + dice.range(-0.03, 0.03);
            double out = i < clusters * 0.65 ? 0.7 : 0.25;
            double bx = lean + Curve.cosWave(a) * 0.27 * out * dice.range(0.8, 1.15);
            double by = heart + Curve.wave(a) * 0.25 * out * dice.range(0.8, 1.1);
            balls[i] = new double[] {bx, by, dice.range(0.11, 0.165)};
            if (i < boughs) {
                double[] at = balls[i];
                limb(
                        s,
                        bark,
                        lean * 0.5,
                        -0.24 - 0.03 * i,
                        0.011,
                        at[0] * 0.5,
                        -0.42,
                        0.008,
                        at[0],
                        at[1],
                        0.004);
            }
        }
        for (double[] ball : balls) {
            drawing.fill(
                    Path.ellipse(
                            s.x() + ball[0] * s.height(),
                            s.y() + ball[1] * s.height(),
                            ball[2] * s.height() * 0.85,
                            ball[2] * s.height() * 0.72),
                    Paint.solid(tone(colour.scale(0.55), s, 0, 0.2)));
        }
        leaves(s, colour, dice, balls, lean, heart);
    }

    private void leaves(
            Spot s, Rgb colour, Dice dice, double[][] balls, double lean, double heart) {
        int each =
                (int)
                        Curve.clamp(
                                s.height() * 0.5 * detail,
                                2,
                                detail > 0.5 ? 150 : detail > 0.4 ? 24 : 5);
        double size =
                Math.max(1.1, s.height() * Curve.clamp(0.42 / Math.sqrt(each), 0.016, 0.08) * 0.42);
        for (int layer = 0; layer < 3; layer++) {
            for (double[] ball : balls) {
                for (int k = 0; k < each / 3 + 1; k++) {
                    double a = dice.next();
                    double r = Math.sqrt(dice.next()) * ball[2] * (1.12 - 0.12 * layer);
                    double ox = Curve.cosWave(a) * r;
                    double oy = Curve.wave(a) * r * 0.85;
                    double x = ball[0] + ox + (layer * 0.012) * light.dx();
                    double y = ball[1] + oy + (layer * 0.012) * light.dy();
                    double nx = ox / ball[2] * 0.6 + (x - lean) * 1.5;
                    double ny = oy / ball[2] * 0.6 + (y - heart) * 1.6;
                    Rgb c = colour.scale(dice.range(0.72, 1.12) * (0.72 + 0.2 * layer));
                    double w = size * dice.range(0.6, 1.5);
                    drawing.fill(
                            Path.ellipse(
                                    s.x() + x * s.height(), s.y() + y * s.height(), w, w * 0.7),
                            Paint.solid(tone(c, s, nx, ny), 0.9));
                }
            }
        }
    }

    /** A palm: a bent trunk and hanging fronds. */
    public void palm(Spot s, Rgb colour, Dice dice) {
        double lean = dice.range(0.08, 0.24) * (dice.chance(0.5) ? 1 : -1);
        limb(
                s,
                Rgb.of(0x7a624a),
                0,
                0.01,
                0.024,
                lean * 0.25,
                -0.3,
                0.016,
                lean * 0.8,
                -0.64,
                0.013,
                lean,
                -0.76,
                0.014);
        double hx = lean;
        double hy = -0.76;
        int fronds = 13;
        for (int i = 0; i < fronds; i++) {
            double a = 0.47 + 0.56 * i / (fronds - 1.0) + dice.range(-0.02, 0.02);
            double length = dice.range(0.34, 0.44);
            double ex = hx + Curve.cosWave(a) * length;
            double ey = hy + Curve.wave(a) * length * 0.55 + 0.13 * Math.abs(Curve.cosWave(a));
            frond(
                    s,
                    tone(colour.scale(dice.range(0.8, 1.25)), s, Curve.cosWave(a), -0.4),
                    hx,
                    hy,
                    ex,
                    ey);
        }
    }

    private void frond(Spot s, Rgb c, double hx, double hy, double ex, double ey) {
        double mx = hx + (ex - hx) * 0.5;
        double my = Math.min(hy, ey) - 0.06;
        limbRaw(s, c, hx, hy, 0.004, mx, my, 0.005, ex, ey, 0.002);
        int blades = detail > 0.5 ? 16 : 7;
        for (int i = 2; i <= blades; i++) {
            double t = i / (double) blades;
            double px =
                    (1 - t) * (1 - t) * hx
                            + 2 * t * (1 - t) * (2 * mx - (hx + ex) / 2)
                            + t * t * ex;
            double py =
                    (1 - t) * (1 - t) * hy
                            + 2 * t * (1 - t) * (2 * my - (hy + ey) / 2)
                            + t * t * ey;
            double drop = 0.11 * Curve.wave(0.5 * Curve.clamp(t * 0.9 + 0.08)) + 0.012;
            double way = Math.signum(ex - hx) * 0.03;
            limbRaw(
                    s,
                    c.scale(0.86 + 0.28 * (i & 1)),
                    px,
                    py,
                    0.0045,
                    px + way,
                    py + drop * 0.6,
                    0.004,
                    px + way * 1.1,
                    py + drop,
                    0.0008);
        }
    }

    private void limb(Spot s, Rgb colour, double... stations) {
        limbRaw(s, tone(colour, s, 0.5 * light.dx(), -0.1), stations);
    }

    private void limbRaw(Spot s, Rgb colour, double... stations) {
        drawing.fill(
                Path.limb(stations).place(s.x(), s.y(), s.height(), s.height()),
                Paint.solid(colour));
    }

    private Rgb tone(Rgb c, Spot s, double nx, double ny) {
        return light.far(light.shade(c, nx, ny, 0.45), s.distance());
    }
}
