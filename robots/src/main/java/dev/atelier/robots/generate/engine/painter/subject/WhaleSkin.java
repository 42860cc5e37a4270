package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Noise;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Light;

/** The wet skin of the whale: dark back, pale grooved throat, knobs, eye, running water. */
final class WhaleSkin {
    private static final Rgb BACK = Rgb.of(0x3a454f);
    private static final Rgb PALE = Rgb.of(0xd9dcd6);
    private final Light light;
    private final Noise noise;
    private final Noise fine;
    private final double pale;

    WhaleSkin(Light light, Dice dice) {
        this.light = light;
        this.noise = new Noise(dice.salt());
        this.fine = new Noise(dice.salt());
        this.pale = dice.range(0.28, 0.315);
    }

    /** Colour of the body at a place along (0 to 1) and around (0 to 1) with its normal. */
    Rgb body(double t, double turn, double nx, double ny) {
        double side = Math.abs(turn - 0.5) * 2;
        double ragged = 0.05 * noise.sum(t * 9, turn * 16, 4);
        double throat =
                Curve.step(0.1, 0.36, t)
                        * Curve.step(
                                1 - pale + 0.03 + ragged - 0.35,
                                1 - pale - 0.05 + ragged - 0.35,
                                side);
        double spots =
                Curve.step(0.3, 0.5, fine.sum(t * 26, turn * 40, 3) + 0.35 * Curve.step(0.8, 1, t));
        Rgb c = BACK.scale(1 + 0.28 * noise.sum(t * 7, turn * 11, 4)).mix(PALE, throat);
        double groove = groove(turn, t) * throat;
        c = c.scale(1 - 0.62 * groove);
        c = c.mix(PALE, spots * 0.3 * (1 - throat) * Curve.step(0.7, 0.95, t));
        c =
                c.mix(
                        Rgb.of(0x8d9490),
                        throat * 0.3 * Curve.step(0.1, 0.5, noise.sum(t * 5, turn * 7, 3)));
        double mouth = 0.42 - 0.1 * Curve.step(0.86, 0.7, t);
        double lip = Curve.bell(mouth, 0.012, side) * Curve.step(0.68, 0.74, t);
        c = c.scale(1 - 0.7 * lip);
        double knob = t > 0.78 && side > 0.48 ? knobs(t, turn) : 0;
        c = c.scale(1 + 0.35 * knob);
        c = eye(c, t, side);
        double bump =
                0.16 * noise.sum(t * 15, turn * 22, 3)
                        + 0.35 * knob
                        - 0.3 * slope(turn, t) * throat;
        return wet(c, t, turn, nx + bump * 0.5, ny + bump * 0.3);
    }

    private static double groove(double turn, double t) {
        double fade = Curve.step(0.2, 0.42, t) * Curve.step(0.995, 0.95, t);
        double line = 0.5 + 0.5 * Curve.cosWave(turn * 44 * (1 - 0.0 * t));
        return line * line * line * fade;
    }

    private static double slope(double turn, double t) {
        return Curve.wave(turn * 44) * Curve.step(0.2, 0.42, t);
    }

    private static double knobs(double t, double turn) {
        double a = t * 34;
        double b = turn * 26;
        double dx = a - Curve.floor(a) - 0.5;
        double dy = b - Curve.floor(b) - 0.5;
        return Curve.step(0.34, 0.1, Math.sqrt(dx * dx + dy * dy));
    }

    private static Rgb eye(Rgb c, double t, double side) {
        double dx = (t - 0.712) / 0.011;
        double dy = (side - 0.375) / 0.02;
        double d = Math.sqrt(dx * dx + dy * dy);
        Rgb lid = c.mix(Rgb.of(0x15191d), Curve.step(1.9, 1, d) * 0.75);
        return lid.mix(
                Rgb.of(0xe8edf0),
                Curve.step(0.4, 0.2, Math.sqrt((dx - 0.3) * (dx - 0.3) + (dy - 0.3) * (dy - 0.3))));
    }

    private Rgb wet(Rgb c, double t, double turn, double nx, double ny) {
        double nz = Math.sqrt(Math.max(0.02, 1 - nx * nx - ny * ny));
        Rgb lit = light.shade(c, nx, ny, nz);
        double back = Math.max(0, nx * light.dx() + ny * light.dy());
        double rim = Curve.step(0.55, 0.08, nz) * back * light.strength();
        Rgb sky = light.sky(0.3 + 0.5 * Curve.clamp(0.5 + ny));
        double film = 0.5 + 0.5 * noise.sum(turn * 30, t * 5, 3);
        lit = lit.screen(sky, 0.13 * (1 - nz) + 0.1 * film * Math.max(0, -ny));
        double gleam = light.gleam(nx + 0.18 * fine.sum(t * 30, turn * 60, 2), ny, nz, 26);
        lit = lit.screen(light.sun(), gleam * (0.25 + 0.6 * film));
        double run =
                Curve.step(0.34, 0.62, fine.sum(turn * 64, t * 5 + 3, 4)) * Curve.step(0.9, 0.2, t);
        return lit.screen(light.sun().mix(Rgb.WHITE, 0.4), rim * 0.75)
                .mix(light.ground(), run * 0.42);
    }

    /** Colour of a flipper: dark above, pale below, a knobbed pale edge. */
    Rgb flipper(double t, double turn, double nx, double ny) {
        double edge = Curve.step(0.1, 0.02, Math.abs(turn - 0.25));
        double mottle = Curve.step(0.02, 0.3, noise.sum(t * 8 + 30, turn * 5, 4));
        Rgb c =
                BACK.mix(
                        PALE,
                        Curve.clamp(0.1 + 0.6 * mottle * Curve.step(0.2, 0.6, t) + 0.3 * edge));
        c = c.scale(0.62 + 0.38 * Curve.step(0.12, 0.4, t));
        double bump = 0.2 * noise.sum(t * 24, turn * 9, 2);
        return wet(c, 0.6, t * 0.7 + turn, nx + bump, ny);
    }
}
