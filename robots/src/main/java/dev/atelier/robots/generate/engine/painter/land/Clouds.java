package dev.atelier.robots.generate.engine.painter.land;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Noise;
import dev.atelier.robots.generate.engine.painter.canvas.Paint;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Light;
import dev.atelier.robots.generate.engine.painter.light.Stage;

/** Clouds of three kinds (heaps, a perspective sheet, high streaks), lit from the sun's side. */
public final class Clouds implements Layer {
    private enum Kind {
        HEAPS,
        SHEET,
        STREAKS
    }

    private final Stage stage;
    private final Light light;
    private final Noise noise;
    private final Noise fine;
    private final Kind kind;
    private final double shiftX;
    private final double mass;
    private final double massY;
    private final Rgb lit;
    private final Rgb shadow;

    public Clouds(Stage stage) {
        this.stage = stage;
        this.light = stage.light();
        var dice = stage.dice("clouds");
        this.noise = new Noise(dice.salt());
        this.fine = new Noise(dice.salt());
        double roll = dice.next();
        this.kind =
                light.cover() > 0.8
                        ? Kind.SHEET
                        : roll < 0.5 ? Kind.HEAPS : roll < 0.78 ? Kind.SHEET : Kind.STREAKS;
        this.shiftX = dice.range(-50, 50);
        this.mass = dice.range(-0.6, 0.6);
        this.massY = dice.range(0.25, 0.7);
        double day = 1 - light.dark();
        Rgb base =
                light.sun()
                        .mix(Rgb.WHITE, 0.55 * day)
                        .scale(0.35 + 0.63 * Math.min(1, light.strength() * 1.15 + 0.12 * day));
        double heavy = Curve.clamp(light.cover() - 0.55);
        this.lit = base.mix(light.horizon(), 0.12 + heavy * 0.9);
        this.shadow =
                light.ambient()
                        .mix(light.low(), 0.5)
                        .mix(light.upper(), 0.25)
                        .scale(1.03 - heavy * 0.34);
    }

    @Override
    public void paint(Canvas canvas, int from, int to) {
        int end = Math.min(to, stage.horizonRow() + 2);
        for (int y = from; y < end; y++) {
            for (int x = 0; x < canvas.width; x++) {
                dab(canvas, x, y);
            }
        }
    }

    private void dab(Canvas canvas, int x, int y) {
        double u = stage.across(x);
        double v = y / (double) stage.height() / stage.horizon();
        double d = density(u, v);
        if (d <= 0.004) {
            return;
        }
        double sx = stage.across(light.sunX() * stage.width()) - u;
        double sy = light.sunY() / stage.horizon() - v;
        double far = Math.sqrt(sx * sx + sy * sy) + 0.05;
        double reach = 0.035;
        double toSun = density(u + sx / far * reach, v + sy / far * reach);
        double beyond = density(u + sx / far * reach * 2.6, v + sy / far * reach * 2.6 - 0.03);
        double shade = Curve.clamp(0.5 + (d - toSun) * 0.9 + (d - beyond) * 0.55 - d * 0.22);
        Rgb c = shadow.mix(lit, shade);
        double near = Curve.decay(far * 4.2) * light.strength();
        c = c.screen(light.sun(), near * (0.35 + 0.5 * (1 - d)));
        c = c.mix(light.horizon().mix(light.haze(), 0.4), 0.55 * Curve.step(0.55, 1.02, v));
        canvas.blend(x, y, c, d * (0.94 - 0.25 * Curve.step(0.8, 1, v)));
    }

    private double density(double u, double v) {
        double open = 1 - v * 0.93;
        double cover = light.cover();
        double big = 0.16 * Curve.bell(mass, 0.5, u) * Curve.bell(massY, 0.3, v) - 0.05;
        return switch (kind) {
            case HEAPS -> heaps(u, v, cover + big);
            case SHEET -> {
                double z = 0.55 / Math.max(0.09, open);
                double n = noise.sum(u * z * 2.6 + shiftX, z * 5.2, 6);
                double torn = n + 0.3 * fine.sum(u * z * 9, z * 16, 3);
                yield Curve.step(0.36 - cover * 0.62, 0.78 - cover * 0.5, torn + big + 0.14);
            }
            case STREAKS -> {
                double bend = noise.at(u * 1.3 + shiftX, v * 1.4) * 0.5;
                double n = noise.sum(u * 1.5 + shiftX + v, v * 8 + u * 1.6 + bend * 3, 6);
                double wisp = fine.straight(u * 5, v * 34 + u * 7 + bend * 9, 4);
                yield 0.8
                        * Curve.step(
                                0.3 - cover * 0.5,
                                1.05 - cover * 0.45,
                                n + 0.35 * wisp + big + 0.1);
            }
        };
    }

    private double heaps(double u, double v, double cover) {
        double scale = 2.4 + 2.6 * v * v;
        double row = v * scale * 1.25;
        double bx = u * scale + shiftX + 0.25 * fine.at(u * 6, v * 6);
        double large = noise.sum(bx, row, 3);
        double puff = 1 - Math.abs(fine.sum(bx * 2.6, row * 2.9, 5)) * 2;
        double small = fine.sum(bx * 9, row * 9, 3) * 0.12;
        double n = large * 0.95 + puff * 0.22 + small;
        return Curve.step(0.34 - cover * 0.55, 0.58 - cover * 0.5, n);
    }

    @Override
    public void draw(Drawing drawing) {
        drawing.begin("clouds");
        var dice = stage.dice("clouds drawn");
        int count = (int) (light.cover() * 13);
        for (int i = 0; i < count; i++) {
            double v = dice.range(0.06, 0.9);
            double x = dice.next() * stage.width();
            double y = v * stage.horizonRow();
            double size = stage.height() * (0.06 + 0.12 * (1 - v)) * dice.range(0.7, 1.4);
            Rgb c = shadow.mix(lit, dice.range(0.45, 0.95)).mix(light.horizon(), 0.5 * v);
            puff(drawing, x, y, size, c, dice.next());
        }
    }

    private void puff(Drawing drawing, double x, double y, double size, Rgb c, double turn) {
        double flat = kind == Kind.HEAPS ? 0.34 : 0.13;
        double[] xy = new double[28];
        for (int i = 0; i < 14; i++) {
            double a = i / 14.0;
            double bump = 1 + 0.22 * Curve.wave(a * 5 + turn) + 0.13 * Curve.wave(a * 9 + turn * 3);
            double dy = Curve.wave(a) * size * flat * bump;
            xy[2 * i] = x + Curve.cosWave(a) * size * 1.5 * bump;
            xy[2 * i + 1] = y + (dy > 0 ? dy * 0.35 : dy);
        }
        drawing.fill(Path.smooth(xy), Paint.solid(c, 0.55));
    }
}
