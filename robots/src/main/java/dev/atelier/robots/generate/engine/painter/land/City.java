package dev.atelier.robots.generate.engine.painter.land;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Paint;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Light;
import dev.atelier.robots.generate.engine.painter.light.Stage;

/** A skyline in three depths: towers with a lit and a shaded side, and windows lit at night. */
public final class City implements Layer {
    private final Stage stage;
    private final Light light;
    private final Drawing painted;

    public City(Stage stage) {
        this.stage = stage;
        this.light = stage.light();
        this.painted = new Drawing(stage.width(), stage.height());
        painted.begin("city");
        build(painted, 1);
    }

    @Override
    public void paint(Canvas canvas, int from, int to) {
        painted.paint(canvas, from, to);
    }

    @Override
    public void draw(Drawing drawing) {
        drawing.begin("city");
        build(drawing, 0.4);
    }

    private void build(Drawing drawing, double detail) {
        double peak = stage.dice("city").range(-0.4, 0.4);
        for (int depth = 0; depth < 3; depth++) {
            var dice = stage.dice("city" + depth);
            double near = depth / 2.0;
            double half = 0.5 * stage.width() / stage.height() + 0.05;
            double u = -half;
            while (u < half) {
                double w = dice.range(0.028, 0.075) * (0.75 + 0.5 * near);
                double centre = Curve.bell(0, 0.45, u - peak);
                double h =
                        dice.range(0.05, 0.16) + dice.next() * dice.next() * 0.34 * (0.35 + centre);
                tower(drawing, dice, u, w, h * (1.1 - 0.38 * near), near, detail);
                u += w * dice.range(0.72, 1.35);
            }
        }
    }

    private void tower(
            Drawing drawing, Dice dice, double u, double w, double h, double near, double detail) {
        double tall = stage.height();
        double x = stage.width() * 0.5 + u * tall;
        double foot = stage.horizonRow() + (0.004 + 0.01 * near) * tall;
        double top = foot - h * tall;
        double wide = w * tall;
        double distance = 0.6 * (1 - near) * (1 - near) + 0.08;
        Rgb[] stones = {
            Rgb.of(0x9a8f86), Rgb.of(0x7d8896), Rgb.of(0xa58c78), Rgb.of(0x6d7684), Rgb.of(0xb3a898)
        };
        Rgb stone = stones[dice.below(stones.length)];
        double side = Math.signum(light.dx());
        Rgb front = light.far(light.shade(stone, 0.15 * side, -0.1, 0.8), distance);
        Rgb lit = light.far(light.shade(stone, 0.9 * side, -0.15, 0.2), distance);
        Rgb mist = light.far(front, 0.3 + 0.3 * (1 - near));
        drawing.fill(
                Path.rectangle(x, top, wide, foot - top), Paint.vertical(top, front, foot, mist));
        double edge = wide * dice.range(0.2, 0.36);
        double ex = side > 0 ? x + wide - edge : x;
        drawing.fill(
                Path.rectangle(ex, top, edge, foot - top),
                Paint.vertical(top, lit, foot, light.far(lit, 0.4)));
        roof(drawing, dice, x, top, wide, front);
        windows(drawing, dice, new double[] {x, top, wide, foot - top}, distance, detail);
    }

    private static void roof(Drawing drawing, Dice dice, double x, double top, double wide, Rgb c) {
        double kind = dice.next();
        if (kind < 0.3) {
            drawing.fill(
                    Path.rectangle(x + wide * 0.25, top - wide * 0.3, wide * 0.5, wide * 0.32),
                    Paint.solid(c));
        } else if (kind < 0.42) {
            drawing.fill(
                    Path.polygon(x, top, x + wide / 2, top - wide * 0.8, x + wide, top),
                    Paint.solid(c));
        } else if (kind < 0.55) {
            drawing.fill(
                    Path.rectangle(x + wide * 0.47, top - wide * 0.9, wide * 0.06, wide * 0.9),
                    Paint.solid(c));
        }
    }

    private void windows(Drawing drawing, Dice dice, double[] box, double distance, double detail) {
        double cell = stage.height() * (detail > 0.5 ? 0.0095 : 0.019);
        int columns = (int) (box[2] / cell);
        int rows = (int) (box[3] / (cell * 1.35));
        double glow = 0.06 + 0.5 * light.dark();
        var lights = new Path();
        var panes = new Path();
        for (int r = 1; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double wx = box[0] + (c + 0.28) * box[2] / columns;
                double wy = box[1] + (r - 0.4) * cell * 1.35;
                boolean on = dice.chance(glow);
                (on ? lights : panes).append(Path.rectangle(wx, wy, cell * 0.5, cell * 0.72));
            }
        }
        Rgb warm = light.far(Rgb.of(0xffd489), distance * 0.55);
        Rgb pane = light.far(light.sky(0.4).scale(0.62), distance);
        drawing.fill(panes, Paint.solid(pane, 0.5));
        drawing.fill(lights, Paint.solid(warm, 0.35 + 0.6 * light.dark()));
    }
}
