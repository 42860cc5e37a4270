package dev.atelier.robots.generate.engine.painter.land;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Paint;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Stage;

/** A bolt of lightning before the clouds, with the glow around it. */
public final class Lightning implements Layer {
    private final Stage stage;
    private final Drawing painted;

    public Lightning(Stage stage) {
        this.stage = stage;
        this.painted = new Drawing(stage.width(), stage.height());
        draw(painted);
    }

    @Override
    public void paint(Canvas canvas, int from, int to) {
        painted.paint(canvas, from, to);
    }

    @Override
    public void draw(Drawing drawing) {
        drawing.begin("lightning");
        var dice = stage.dice("bolt");
        double x = dice.range(0.12, 0.88) * stage.width();
        double end = stage.horizonRow();
        double glow = stage.height() * 0.34;
        var paint = Paint.glow(x, end * 0.35, glow, Rgb.of(0xdfe6ff), 0.42);
        drawing.fill(Path.ellipse(x, end * 0.35, glow, glow), paint);
        bolt(drawing, dice, x, end * 0.08, end, stage.height() * 0.002);
    }

    private void bolt(
            Drawing drawing, Dice dice, double startX, double startY, double end, double thick) {
        double x = startX;
        double y = startY;
        double drift = dice.range(-0.4, 0.4);
        double now = thick;
        while (y < end && now > 0.15) {
            double dy = stage.height() * dice.range(0.008, 0.03);
            double nx = x + (dice.range(-1.1, 1.1) + drift) * dy;
            double ny = Math.min(end, y + dy);
            drawing.fill(Path.limb(x, y, now, nx, ny, now), Paint.solid(Rgb.of(0xf4f6ff), 0.95));
            x = nx;
            y += dy;
            now *= 0.985;
            if (dice.chance(0.2)) {
                bolt(
                        drawing,
                        dice.fork((int) y),
                        x,
                        y,
                        Math.min(end, y + stage.height() * 0.13),
                        now * 0.45);
            }
        }
    }
}
