package dev.atelier.robots.generate.engine.painter.pattern;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Noise;
import dev.atelier.robots.generate.engine.painter.canvas.Paint;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.scene.Scene;

/** An abstract composition chosen by the words of the prompt: flow, cells, circles, arcs, waves. */
public final class Abstracts implements Layer {
    private final Scene scene;
    private final int width;
    private final int height;
    private final Dice dice;
    private final Inks inks;
    private final Drawing painted;

    public Abstracts(Scene scene, int width, int height, long seed) {
        this.scene = scene;
        this.width = width;
        this.height = height;
        this.dice = new Dice(seed * 31 + scene.mood());
        this.inks = Inks.of(dice.fork("inks"), scene.palette());
        this.painted = new Drawing(width, height);
        compose(painted, 1);
    }

    @Override
    public void paint(Canvas canvas, int from, int to) {
        painted.paint(canvas, from, to);
    }

    @Override
    public void draw(Drawing drawing) {
        compose(drawing, 0.36);
    }

    private void compose(Drawing d, double detail) {
        d.begin("ground");
        Rgb ground = inks.ground();
        d.fill(
                Path.rectangle(0, 0, width, height),
                Paint.vertical(0, ground, height, ground.scale(0.9)));
        d.begin("pattern");
        var own = dice.fork("pattern");
        switch (scene.abstraction()) {
            case FLOW, NONE -> flow(d, own, (int) (1500 * detail));
            case CELLS -> Cells.draw(d, own, inks, width, height);
            case CIRCLES -> circles(d, own);
            case ARCS -> arcs(d, own);
            case WAVES -> waves(d, own);
        }
    }

    private void flow(Drawing d, Dice own, int lines) {
        var noise = new Noise(own.salt());
        var tone = new Noise(own.salt());
        double swirl = own.range(0.7, 1.5);
        double lean = own.next();
        for (int i = 0; i < lines; i++) {
            double big = 1 - i / (double) lines;
            double x = own.range(-0.05, width / (double) height + 0.05);
            double y = own.range(-0.05, 1.05);
            double thick = 0.0015 + 0.013 * big * big * own.next();
            int steps = 7;
            double[] s = new double[3 * steps];
            double pick = tone.sum(x * 1.7, y * 1.7, 2) * 3 + own.range(0, 0.9);
            for (int k = 0; k < steps; k++) {
                s[3 * k] = x * height;
                s[3 * k + 1] = y * height;
                s[3 * k + 2] = thick * height * Curve.wave(0.5 * (k + 0.4) / steps);
                double angle = lean + swirl * noise.sum(x * 1.5, y * 1.5, 2);
                x += Curve.cosWave(angle) * 0.028;
                y += Curve.wave(angle) * 0.028;
            }
            Rgb c =
                    inks.inks()
                            .get(Math.floorMod(Curve.floor(pick), 4))
                            .scale(own.range(0.85, 1.15));
            d.fill(Path.limb(s), Paint.solid(c, 0.85));
        }
    }

    private void circles(Drawing d, Dice own) {
        double[][] placed = new double[420][];
        int count = 0;
        double right = width / (double) height;
        for (int tries = 0; tries < 9000 && count < placed.length; tries++) {
            double x = own.range(0, right);
            double y = own.next();
            double r = 0.19 * (1 - tries / 9200.0);
            for (int i = 0; i < count; i++) {
                double dx = x - placed[i][0];
                double dy = y - placed[i][1];
                r = Math.min(r, Math.sqrt(dx * dx + dy * dy) - placed[i][2] - 0.004);
            }
            if (r > 0.007 && r > 0.1 * (1 - tries / 3000.0)) {
                placed[count++] = new double[] {x, y, r};
                disc(d, own, x * height, y * height, r * height);
            }
        }
    }

    private void disc(Drawing d, Dice own, double x, double y, double r) {
        int rings = r > height * 0.04 ? 2 + own.below(3) : 1;
        Rgb first = inks.pick(own);
        d.fill(
                Path.ellipse(x, y, r, r),
                Paint.vertical(y - r, first.scale(1.12), y + r, first.scale(0.84)));
        for (int i = 1; i < rings; i++) {
            double k = 1 - i / (double) rings;
            Rgb c = i % 2 == 1 ? inks.ground() : inks.pick(own);
            d.fill(Path.ellipse(x, y, r * k, r * k), Paint.solid(c));
        }
    }

    private void arcs(Drawing d, Dice own) {
        int rows = 6 + own.below(5);
        double cell = height / (double) rows;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column <= width / cell; column++) {
                double x = column * cell;
                double y = row * cell;
                d.fill(
                        Path.rectangle(x, y, cell + 0.5, cell + 0.5),
                        Paint.solid(own.chance(0.4) ? inks.pick(own) : inks.ground()));
                boolean flip = own.chance(0.5);
                Rgb one = inks.pick(own);
                Rgb two = inks.pick(own);
                for (int k = 0; k < 3; k++) {
                    double r = cell * (0.72 - 0.22 * k);
                    quarter(d, x, y, cell, flip, false, r, k == 1 ? inks.ground() : one);
                    quarter(d, x, y, cell, flip, true, r * 0.62, k == 1 ? inks.ground() : two);
                }
            }
        }
    }

    private static void quarter(
            Drawing d,
            double x,
            double y,
            double cell,
            boolean flip,
            boolean far,
            double r,
            Rgb c) {
        double cx = flip != far ? x + cell : x;
        double cy = far ? y + cell : y;
        double sx = flip != far ? -r : r;
        double sy = far ? -r : r;
        double k = 0.5523;
        d.fill(
                new Path()
                        .move(cx, cy)
                        .line(cx + sx, cy)
                        .curve(cx + sx, cy + k * sy, cx + k * sx, cy + sy, cx, cy + sy)
                        .close(),
                Paint.solid(c));
    }

    private void waves(Drawing d, Dice own) {
        int layers = 9 + own.below(7);
        var noise = new Noise(own.salt());
        double tilt = own.range(-0.25, 0.25);
        double sunX = own.range(0.2, 0.8) * width;
        double sun = height * own.range(0.08, 0.16);
        Rgb a = inks.inks().get(0);
        Rgb b = inks.inks().get(1);
        d.fill(Path.ellipse(sunX, height * 0.24, sun, sun), Paint.solid(inks.inks().get(2)));
        for (int i = 0; i < layers; i++) {
            double near = i / (layers - 1.0);
            var path = new Path().move(0, height + 1.0);
            for (int k = 0; k <= 60; k++) {
                double u = k / 60.0;
                double v =
                        0.26
                                + 0.72 * near
                                + tilt * (u - 0.5) * (1 - near)
                                + 0.13 * noise.sum(u * 2.1 + i * 0.21, i * 0.37, 2);
                path.line(u * width, v * height);
            }
            path.line(width, height + 1.0).close();
            Rgb c = a.mix(b, near).mix(inks.inks().get(3), 0.3 * Curve.wave(near * 1.5));
            d.fill(path, Paint.vertical(height * 0.2, c.scale(1.15), height, c.scale(0.8)));
        }
    }
}
