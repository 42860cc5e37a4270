package dev.atelier.robots.generate.engine.painter.land;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Hash;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Noise;
import dev.atelier.robots.generate.engine.painter.canvas.Paint;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Light;
import dev.atelier.robots.generate.engine.painter.light.Stage;

import java.util.List;

/** The sky behind everything: graded colour, the glow of the sun or moon, stars at night. */
public final class Sky implements Layer {
    private final Stage stage;
    private final Light light;
    private final Noise noise;
    private final int salt;
    private final double moonSize;

    public Sky(Stage stage) {
        this.stage = stage;
        this.light = stage.light();
        var dice = stage.dice("sky");
        this.noise = new Noise(dice.salt());
        this.salt = dice.salt();
        this.moonSize = dice.range(0.03, 0.045) * (stage.moonlit() ? 2.2 : 1);
    }

    @Override
    public void paint(Canvas canvas, int from, int to) {
        int end = Math.min(to, stage.horizonRow() + stage.height() / 12);
        for (int y = from; y < end; y++) {
            for (int x = 0; x < canvas.width; x++) {
                canvas.set(x, y, at(x, y));
            }
        }
        for (int y = end; y < to; y++) {
            for (int x = 0; x < canvas.width; x++) {
                canvas.set(x, y, light.horizon());
            }
        }
    }

    private Rgb at(int x, int y) {
        double u = stage.across(x);
        double v = y / (double) stage.height();
        double uneven = noise.sum(u * 2.2, v * 5, 4) * 0.035;
        Rgb c = light.sky(v / stage.horizon() + uneven);
        double ax = u - stage.across(light.sunX() * stage.width());
        double ay = v - light.sunY();
        double d = Math.sqrt(ax * ax + ay * ay * 1.3);
        c = c.scale(1 - 0.1 * Curve.step(0.3, 1.3, d));
        if (light.dark() > 0.55) {
            c = c.plus(Rgb.of(0xdfe8ff), stars(x, y, v));
        }
        return glow(c, d, ax, ay);
    }

    private Rgb glow(Rgb sky, double d, double ax, double ay) {
        double open = 1 - 0.75 * Curve.clamp(light.cover() - 0.4);
        double low = light.dark() > 0.55 ? 0.3 : 1;
        Rgb c =
                sky.screen(
                        light.sun(),
                        (0.34 * Curve.decay(d * 3.4) + 0.22 * Curve.decay(d * 11)) * low * open);
        if (!light.visible()) {
            return c;
        }
        if (light.dark() > 0.8) {
            return moon(c, d, ax, ay);
        }
        Rgb disc = light.sun().mix(Rgb.WHITE, 0.72);
        double size = 0.028;
        c = c.mix(disc, 0.5 * Curve.decay(Math.max(0, d - size) * 34));
        return c.mix(disc, Curve.step(size + 0.004, size - 0.004, d));
    }

    private Rgb moon(Rgb sky, double d, double ax, double ay) {
        Rgb c = sky.screen(light.sun(), 0.34 * Curve.decay(Math.max(0, d - moonSize) * 22));
        double spots = 0.9 + 0.26 * noise.sum(ax / moonSize * 1.4, ay / moonSize * 1.4, 4);
        return c.mix(
                Rgb.of(0xf4f1e4).scale(Math.min(1, spots)),
                Curve.step(moonSize + 0.003, moonSize - 0.003, d));
    }

    private double stars(int x, int y, double v) {
        double cell = stage.height() / 90.0;
        double band = Curve.bell(0, 0.16, v - 0.25 + 0.45 * stage.across(x));
        double milk = band * (0.5 + 0.5 * noise.sum(stage.across(x) * 5, v * 5, 4));
        double light = milk * 0.075;
        int cx = Curve.floor(x / cell);
        int cy = Curve.floor(y / cell);
        double chance = Hash.cell(cx, cy, salt);
        if (chance < 0.16 + 0.3 * band) {
            double sx = (cx + 0.2 + 0.6 * Hash.cell(cx, cy, salt + 1)) * cell;
            double sy = (cy + 0.2 + 0.6 * Hash.cell(cx, cy, salt + 2)) * cell;
            double r = stage.height() / 1024.0 * (0.55 + 0.9 * Hash.cell(cx, cy, salt + 3));
            double dx = (x - sx) / r;
            double dy = (y - sy) / r;
            double near = Curve.decay(dx * dx + dy * dy);
            light += near * (0.35 + 0.65 * Hash.cell(cx, cy, salt + 4));
        }
        return light
                * Curve.clamp((this.light.dark() - 0.55) * 2.4)
                * Curve.step(1, 0.6, v / stage.horizon())
                * (1 - Curve.clamp(this.light.cover() - 0.3));
    }

    @Override
    public void draw(Drawing drawing) {
        drawing.begin("sky");
        double end = stage.horizonRow();
        var stops =
                List.of(
                        new Paint.Stop(0, light.zenith(), 1),
                                new Paint.Stop(0.38, light.upper(), 1),
                        new Paint.Stop(0.74, light.low(), 1),
                                new Paint.Stop(1, light.horizon(), 1));
        drawing.fill(
                Path.rectangle(0, 0, stage.width(), stage.height()),
                new Paint.Linear(0, 0, 0, end, stops));
        double sx = light.sunX() * stage.width();
        double sy = light.sunY() * stage.height();
        double reach = stage.height() * 0.6;
        drawing.fill(
                Path.ellipse(sx, sy, reach, reach),
                Paint.glow(sx, sy, reach, light.sun(), light.dark() > 0.55 ? 0.2 : 0.6));
        if (light.visible()) {
            Rgb disc = light.sun().mix(Rgb.WHITE, 0.72);
            double r = stage.height() * (light.dark() > 0.8 ? moonSize : 0.028);
            drawing.fill(Path.ellipse(sx, sy, r, r), Paint.solid(disc));
        }
        if (light.dark() > 0.55) {
            drawStars(drawing);
        }
    }

    private void drawStars(Drawing drawing) {
        var dice = stage.dice("stars");
        for (int i = 0; i < 160; i++) {
            double x = dice.next() * stage.width();
            double y = dice.next() * stage.horizonRow() * 0.85;
            double r = stage.height() / 1024.0 * dice.range(0.7, 1.8);
            drawing.fill(Path.ellipse(x, y, r, r), Paint.solid(Rgb.WHITE, dice.range(0.3, 0.9)));
        }
    }
}
