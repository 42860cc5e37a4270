package dev.atelier.robots.generate.engine.painter.land;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Noise;
import dev.atelier.robots.generate.engine.painter.canvas.Paint;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Light;
import dev.atelier.robots.generate.engine.painter.light.Stage;

/** The weather in front of a scene: drifting fog, rain, snowflakes, lightning. */
public final class Veil implements Layer {
    private final Stage stage;
    private final Light light;
    private final Noise noise;
    private final Drawing painted;

    public Veil(Stage stage) {
        this.stage = stage;
        this.light = stage.light();
        this.noise = new Noise(stage.dice("veil").salt());
        this.painted = new Drawing(stage.width(), stage.height());
        painted.begin("weather");
        fall(painted, 1);
    }

    @Override
    public void paint(Canvas canvas, int from, int to) {
        double fog = light.fog();
        if (fog > 0.05) {
            for (int y = from; y < to; y++) {
                double v = y / (double) stage.height();
                double band = Curve.bell(stage.horizon() - 0.02, 0.2, v) * 0.85 + 0.2;
                for (int x = 0; x < canvas.width; x++) {
                    double drift = 0.75 + 0.9 * noise.sum(stage.across(x) * 1.6, v * 5.5, 4);
                    canvas.blend(x, y, light.haze(), Curve.clamp(fog * 0.75 * band * drift));
                }
            }
        }
        painted.paint(canvas, from, to);
    }

    @Override
    public void draw(Drawing drawing) {
        if (!stage.scene().weather().falls() && light.fog() < 0.05) {
            return;
        }
        drawing.begin("weather");
        if (light.fog() > 0.05) {
            double h = stage.horizonRow();
            double reach = stage.height() * 0.3;
            Rgb c = light.haze();
            drawing.fill(
                    Path.ellipse(stage.width() / 2.0, h, stage.width(), reach),
                    Paint.glow(stage.width() / 2.0, h, stage.width(), c, light.fog() * 0.8));
        }
        fall(drawing, 0.35);
    }

    private void fall(Drawing drawing, double detail) {
        var dice = stage.dice("falling");
        switch (stage.scene().weather()) {
            case RAIN -> rain(drawing, dice, (int) (900 * detail), 0.3);
            case STORM -> rain(drawing, dice, (int) (700 * detail), 0.24);
            case SNOW -> flakes(drawing, dice, (int) (700 * detail));
            case FAIR, CLEAR, CLOUDY, FOG -> {}
        }
    }

    private void rain(Drawing drawing, Dice dice, int drops, double opacity) {
        double slant = dice.range(-0.22, 0.22);
        Rgb c = light.haze().mix(Rgb.WHITE, 0.35);
        for (int i = 0; i < drops; i++) {
            double near = dice.next();
            double length = stage.height() * (0.018 + 0.06 * near * near);
            double x = dice.range(-0.1, 1.1) * stage.width();
            double y = dice.range(-0.05, 1) * stage.height();
            double w = Math.max(0.28, stage.height() * 0.0007 * (0.5 + near));
            drawing.fill(
                    Path.polygon(
                            x - w,
                            y,
                            x + w,
                            y,
                            x + w + slant * length,
                            y + length,
                            x - w + slant * length,
                            y + length),
                    Paint.solid(c, opacity * (0.3 + 0.7 * near)));
        }
    }

    private void flakes(Drawing drawing, Dice dice, int count) {
        for (int i = 0; i < count; i++) {
            double near = dice.next();
            double r = stage.height() * (0.0009 + 0.0048 * near * near * near);
            double x = dice.next() * stage.width();
            double y = dice.next() * stage.height();
            Rgb c = light.haze().mix(Rgb.WHITE, 0.75);
            drawing.fill(Path.ellipse(x, y, r, r * 0.9), Paint.solid(c, 0.85 - 0.45 * near));
        }
    }
}
