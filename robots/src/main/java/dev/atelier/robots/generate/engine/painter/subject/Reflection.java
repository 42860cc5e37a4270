package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Noise;
import dev.atelier.robots.generate.engine.painter.canvas.Tile;

/** A thing mirrored in the water at its foot, broken by ripples that grow towards the viewer. */
final class Reflection {
    private final Tile tile;
    private final double base;
    private final int height;
    private final Noise noise;
    private final double strength;

    Reflection(Tile tile, double base, int height, int salt, double strength) {
        this.tile = tile;
        this.base = base;
        this.height = height;
        this.noise = new Noise(salt);
        this.strength = strength;
    }

    void paint(Canvas canvas, int from, int to) {
        int[] box = tile.box();
        int end = (int) Math.min(to, base + (box[3] - box[1]) * 0.85);
        for (int y = (int) Math.max(from, base); y < end; y++) {
            double down = (y - base) / height;
            for (int x = Math.max(0, box[0] - 30); x < Math.min(canvas.width, box[2] + 30); x++) {
                reflect(canvas, x, y, down);
            }
        }
    }

    private void reflect(Canvas canvas, int x, int y, double down) {
        double u = x / (double) height;
        double v = y / (double) height;
        double wave = noise.sum(u * 16, v * 90, 3);
        double shift = wave * height * (0.006 + 0.05 * down);
        double sy = base - (y - base) * 1.22 - wave * height * 0.02;
        double a = tile.cover(x + shift, sy);
        if (a > 0.01) {
            double fade = strength * Curve.step(0.3, 0, down) * (0.8 + 0.4 * wave);
            canvas.blend(x, y, tile.tone(x + shift, sy).scale(0.72), a * Curve.clamp(fade));
        }
    }
}
