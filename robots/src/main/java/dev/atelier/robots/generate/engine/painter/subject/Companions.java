package dev.atelier.robots.generate.engine.painter.subject;

import static dev.atelier.robots.generate.engine.painter.subject.Figure.at;
import static dev.atelier.robots.generate.engine.painter.subject.Figure.limbs;

import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;

/** Cats, birds and people as bodies of limbs. */
final class Companions {
    private static final Rgb INK = Rgb.of(0x1c1a1a);

    private Companions() {}

    static void cat(Figure f) {
        Rgb coat = f.coat(0x8c8178, 1);
        Rgb pale = f.coat(0xe9e2d8, 1.4);
        f.round(
                limbs(
                        at(
                                0.2, -0.06, 0.05, 0.4, -0.06, 0.05, 0.47, -0.15, 0.045, 0.42, -0.27,
                                0.03)),
                coat.scale(0.85),
                0.05);
        f.round(
                limbs(
                        at(0.02, -0.19, 0.24, 0.01, -0.34, 0.21, 0, -0.5, 0.15, 0, -0.6, 0.13),
                        at(-0.16, -0.07, 0.08, -0.21, -0.05, 0.06),
                        at(0.19, -0.07, 0.08, 0.24, -0.05, 0.06)),
                coat,
                0.13);
        f.round(limbs(at(0, -0.52, 0.09, 0, -0.38, 0.1, 0, -0.26, 0.06)), pale, 0.08);
        f.round(
                limbs(
                        at(-0.075, -0.34, 0.06, -0.075, -0.14, 0.05, -0.085, -0.045, 0.056),
                        at(0.075, -0.34, 0.06, 0.075, -0.14, 0.05, 0.085, -0.045, 0.056)),
                coat.scale(1.08),
                0.05);
        f.round(
                Path.polygon(-0.185, -0.78, -0.175, -1.0, -0.03, -0.88)
                        .append(Path.polygon(0.185, -0.78, 0.175, -1.0, 0.03, -0.88)),
                coat.scale(0.9),
                0.03);
        f.flat(
                Path.polygon(-0.155, -0.82, -0.152, -0.94, -0.075, -0.88)
                        .append(Path.polygon(0.155, -0.82, 0.152, -0.94, 0.075, -0.88)),
                Rgb.of(0xd9a79a),
                0);
        f.round(
                Path.smooth(
                        -0.2, -0.74, -0.15, -0.87, 0, -0.9, 0.15, -0.87, 0.2, -0.74, 0.13, -0.625,
                        0, -0.595, -0.13, -0.625),
                coat,
                0.11);
        f.round(
                Path.ellipse(-0.045, -0.665, 0.06, 0.042)
                        .append(Path.ellipse(0.045, -0.665, 0.06, 0.042)),
                pale,
                0.03);
        f.flat(
                Path.ellipse(-0.085, -0.755, 0.04, 0.036)
                        .append(Path.ellipse(0.085, -0.755, 0.04, 0.036)),
                INK,
                0);
        f.shiny(
                Path.ellipse(-0.085, -0.755, 0.033, 0.03)
                        .append(Path.ellipse(0.085, -0.755, 0.033, 0.03)),
                Rgb.of(0xb9b04a),
                0.02);
        f.flat(
                Path.ellipse(-0.085, -0.755, 0.011, 0.028)
                        .append(Path.ellipse(0.085, -0.755, 0.011, 0.028)),
                INK,
                0);
        f.flat(Path.polygon(-0.022, -0.7, 0.022, -0.7, 0, -0.678), Rgb.of(0xc77d74), 0);
        for (int i = -1; i <= 1; i++) {
            double y = -0.668 + 0.016 * i;
            f.flat(
                    Path.limb(-0.07, y, 0.0025, -0.25, y + 0.03 * i - 0.01, 0.001)
                            .append(Path.limb(0.07, y, 0.0025, 0.25, y + 0.03 * i - 0.01, 0.001)),
                    pale,
                    0);
        }
        for (int i = -1; i <= 1; i++) {
            f.flat(
                    Path.limb(0.045 * i, -0.885, 0.009, 0.036 * i, -0.82, 0.003),
                    coat.scale(0.6),
                    0);
        }
    }

    static void bird(Figure f, Dice dice) {
        double up = dice.range(-0.35, 0.45);
        double tip = up * 0.4 + dice.range(-0.1, 0.2);
        Rgb coat = f.coat(0xdcdcd8, 1);
        Rgb dark = f.coat(0x4a4d54, 0.6);
        f.round(
                limbs(
                        at(
                                0.05,
                                -0.5,
                                0.1,
                                0.4,
                                -0.5 - up * 0.9,
                                0.11,
                                0.75,
                                -0.5 - up,
                                0.07,
                                1.05,
                                -0.5 - tip,
                                0.01)),
                coat.scale(0.85),
                0.06);
        f.round(
                limbs(
                        at(
                                -0.05,
                                -0.5,
                                0.1,
                                -0.4,
                                -0.5 - up,
                                0.11,
                                -0.75,
                                -0.52 - up,
                                0.07,
                                -1.05,
                                -0.5 - tip,
                                0.01)),
                coat,
                0.06);
        f.round(
                limbs(
                        at(0.78, -0.5 - up, 0.05, 1.07, -0.5 - tip, 0.012),
                        at(-0.78, -0.52 - up, 0.05, -1.07, -0.5 - tip, 0.012)),
                dark,
                0.03);
        f.round(
                limbs(at(-0.28, -0.4, 0.02, -0.1, -0.46, 0.1, 0.12, -0.5, 0.11, 0.28, -0.53, 0.06)),
                coat,
                0.08);
        f.round(limbs(at(0.3, -0.53, 0.03, 0.4, -0.51, 0.01)), Rgb.of(0xd9962f), 0.02);
    }

    static void person(Figure f, Dice dice) {
        Rgb coat = f.coat(new int[] {0x2f4858, 0x7a3a2c, 0x3d4a35}[dice.below(3)], 1);
        Rgb legs = Rgb.of(0x2b2d33);
        f.round(
                limbs(
                        at(
                                -0.045, -0.46, 0.06, -0.055, -0.25, 0.042, -0.065, -0.03, 0.03,
                                -0.03, -0.012, 0.022),
                        at(
                                0.045, -0.46, 0.06, 0.06, -0.25, 0.042, 0.07, -0.03, 0.03, 0.1,
                                -0.012, 0.022)),
                legs,
                0.03);
        f.round(
                limbs(
                        at(-0.11, -0.77, 0.035, -0.16, -0.62, 0.032, -0.15, -0.48, 0.025),
                        at(0.11, -0.77, 0.035, 0.165, -0.62, 0.032, 0.17, -0.48, 0.025)),
                coat.scale(0.85),
                0.03);
        f.round(
                limbs(at(0, -0.8, 0.075, 0, -0.68, 0.11, 0, -0.55, 0.1, 0, -0.42, 0.115)),
                coat,
                0.07);
        f.round(limbs(at(0, -0.84, 0.035, 0, -0.88, 0.034)), Rgb.of(0xc99a7c), 0.02);
        f.round(Path.ellipse(0, -0.93, 0.058, 0.068), Rgb.of(0x4a3426), 0.05);
        f.round(
                Path.smooth(
                        -0.085, -0.74, 0, -0.79, 0.085, -0.74, 0.09, -0.58, 0, -0.545, -0.09,
                        -0.58),
                coat.mix(Rgb.of(0xa8763c), 0.75),
                0.05);
    }
}
