package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Noise;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.canvas.Tile;
import dev.atelier.robots.generate.engine.painter.light.Light;

/** Water thrown up around a body: a ragged crown, jets of drops, mist, and foam on the surface. */
final class Splash {
    private final Light light;
    private final Noise noise;
    private final Noise fine;
    private final Dice dice;
    private final double x;
    private final double base;
    private final double unit;
    private final Rgb lit;
    private final Rgb shadow;

    /** {@code unit} is the height of the body above the water; {@code water} tints the shade. */
    Splash(Light light, Dice dice, double x, double base, double unit, Rgb water) {
        this.light = light;
        this.dice = dice;
        this.noise = new Noise(dice.salt());
        this.fine = new Noise(dice.salt());
        this.x = x;
        this.base = base;
        this.unit = unit;
        this.lit = light.ground().mix(light.sun().scale(Math.min(1, 0.4 + light.strength())), 0.4);
        this.shadow = light.ambient().scale(1.08).mix(water, 0.35).mix(lit, 0.2);
    }

    /** The crown behind the body, or the lower one before it. */
    void crown(Tile tile, boolean front) {
        double high = front ? 0.27 : 0.46;
        double wide = front ? 0.4 : 0.46;
        for (int ty = 0; ty < tile.height; ty++) {
            double v = (base + (front ? 0.045 : 0) * unit - ty - tile.top) / unit;
            if (v > high * 1.6 || v < -0.3) {
                continue;
            }
            for (int tx = 0; tx < tile.width; tx++) {
                crown(tile, tx, ty, (tx + tile.left - x) / unit, v, high, wide, front ? 40 : 0);
            }
        }
    }

    private void crown(
            Tile tile, int tx, int ty, double u, double v, double high, double wide, double shift) {
        if (Math.abs(u) > wide * 1.7) {
            return;
        }
        double oy = v + 0.3;
        double warp = noise.sum(u * 4 + shift, v * 3, 2) * 0.35;
        double spread = u / oy + warp * 0.5;
        double reach = Math.sqrt(u * u + oy * oy);
        double fan = noise.straight(spread * 2.1 + shift, reach * 0.8, 3);
        double streak = fine.straight(spread * 17 + shift, reach * 5.5, 4);
        double grain = fine.sum(u * 42 + shift, v * 38, 3);
        double top = high * (0.6 + 1.25 * fan) * Curve.step(1.15, 0.25, Math.abs(u) / wide);
        double rim = v / Math.max(0.02, top);
        double foot =
                Curve.step(-0.1, 0.01, v + 0.05 * noise.sum(u * 9, 3 + shift, 3) - 0.12 * u * u);
        double thick = 1.25 - rim + 0.55 * streak + 0.42 * grain * (0.35 + rim);
        double side = Curve.step(1.3, 0.72, Math.abs(u) / wide + 0.16 * streak);
        double alpha = Curve.step(0.12, 0.62, thick) * foot * side;
        if (alpha <= 0.004) {
            return;
        }
        double facing =
                Curve.clamp(
                        0.5
                                + 0.55 * (spread * light.dx() * 0.6)
                                + 0.5 * streak
                                + 0.35 * grain
                                + 0.3 * (rim - 0.5));
        double thin = light.visible() ? 0.35 * Curve.clamp(rim) : 0.1;
        Rgb c = shadow.mix(lit, facing).screen(light.sun(), thin * light.strength() * 0.6);
        tile.over(tx, ty, c, alpha * (0.96 - 0.35 * Curve.clamp(rim - 0.4)));
    }

    /** A soft cloud of spray. */
    void mist(Tile tile) {
        for (int ty = 0; ty < tile.height; ty++) {
            double v = (base - ty - tile.top) / unit;
            double vertical = Curve.bell(0.14, v < 0.14 ? 0.1 : 0.26, v);
            for (int tx = 0; tx < tile.width && vertical > 0.01; tx++) {
                double u = (tx + tile.left - x) / unit;
                double puff = 0.55 + 0.8 * noise.sum(u * 5, v * 5 + 8, 4);
                double a = 0.42 * vertical * Curve.bell(0, 0.38, u) * puff;
                tile.over(tx, ty, shadow.mix(lit, 0.62), Curve.clamp(a));
            }
        }
    }

    /** Drops on their way, in clumps along arcs; small ones far from the water. */
    void drops(Tile tile, int count) {
        var drops = dice.fork("drops");
        for (int jet = 0; jet < 22; jet++) {
            double aim = drops.range(-1, 1);
            double power = drops.range(0.5, 1) * (1.15 - 0.45 * Math.abs(aim));
            for (int k = 0; k < count / 22; k++) {
                double time = Math.sqrt(drops.next());
                double spread = drops.range(-0.06, 0.06) + drops.range(-0.05, 0.05);
                double u = 0.2 * aim + (aim * 0.5 + spread) * time;
                double v = power * (1.25 * time - 0.85 * time * time) * 0.85 + spread * 0.5;
                double r = unit * (0.0012 + 0.0052 * drops.next() * drops.next() * (1.2 - time));
                double shade = drops.next();
                drop(
                        tile,
                        x + u * unit,
                        base - v * unit,
                        Math.max(0.45, r),
                        shadow.mix(lit, 0.35 + 0.65 * shade));
            }
        }
    }

    /** Water that falls from a wet edge. */
    void drip(Tile tile, double fromX, double fromY, Dice at, int count) {
        for (int k = 0; k < count; k++) {
            double fall = at.next() * at.next();
            double px = fromX + at.range(-0.03, 0.03) * unit * (0.4 + fall * 2);
            double py = fromY + fall * 0.3 * unit;
            if (py < base) {
                double r = Math.max(0.35, unit * (0.0006 + 0.0022 * at.next() * (1 - fall)));
                drop(tile, px, py, r, shadow.mix(lit, 0.4 + 0.6 * at.next()));
            }
        }
    }

    private static void drop(Tile tile, double px, double py, double r, Rgb c) {
        int reach = (int) Math.ceil(r * 2 + 1);
        int cx = (int) px - tile.left;
        int cy = (int) py - tile.top;
        for (int ty = Math.max(0, cy - reach); ty <= Math.min(tile.height - 1, cy + reach); ty++) {
            for (int tx = Math.max(0, cx - reach);
                    tx <= Math.min(tile.width - 1, cx + reach);
                    tx++) {
                double dx = tx + 0.5 + tile.left - px;
                double dy = (ty + 0.5 + tile.top - py) * 0.75;
                double d = Math.sqrt(dx * dx + dy * dy);
                tile.over(tx, ty, c, 0.85 * Curve.step(r + 0.6, Math.max(0, r - 0.5), d));
            }
        }
    }

    /** Foam that spreads on the surface around the body, in perspective. */
    void foam(Tile tile) {
        for (int ty = 0; ty < tile.height; ty++) {
            double v = (ty + tile.top - base) / unit;
            if (v < -0.09 || v > 0.26) {
                continue;
            }
            for (int tx = 0; tx < tile.width; tx++) {
                double u = (tx + tile.left - x) / unit;
                double ring = Math.sqrt(u * u + (v - 0.02) * (v - 0.02) * 16);
                double lace = 1 - Math.abs(noise.sum(u * 8, v * 34, 5)) * 2.6;
                double patch = noise.sum(u * 3 + 5, v * 13, 3);
                double solid = Curve.step(0.62, 0.28, ring + 0.3 * patch);
                double net =
                        Curve.step(0.45, 0.95, lace) * Curve.step(0.95, 0.45, ring + 0.25 * patch);
                double a = Curve.clamp(solid * (0.62 + 0.5 * lace) + net * 0.75);
                Rgb c = shadow.mix(lit, Curve.clamp(0.35 + 0.6 * lace + 0.5 * patch));
                tile.over(tx, ty, c, a * Curve.step(-0.09, -0.03, v));
            }
        }
    }
}
