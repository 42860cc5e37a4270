package dev.atelier.robots.generate.engine.painter.subject;

import static dev.atelier.robots.generate.engine.painter.subject.Figure.at;
import static dev.atelier.robots.generate.engine.painter.subject.Figure.limbs;

import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;

/** Things that carry people. */
final class Vessels {
    private static final Rgb WOOD = Rgb.of(0x6f4a30);
    private static final Rgb DARK = Rgb.of(0x2b2a2c);

    private Vessels() {}

    static void sailingBoat(Figure f) {
        Rgb sail = f.coat(0xf3ecdd, 1.1);
        f.round(limbs(at(0.02, -0.08, 0.008, 0.015, -0.6, 0.007, 0.01, -1, 0.004)), WOOD, 0.01);
        var main =
                new Path()
                        .move(0, -0.985)
                        .curve(-0.1, -0.7, -0.27, -0.4, -0.4, -0.17)
                        .curve(-0.27, -0.145, -0.13, -0.14, -0.005, -0.155)
                        .curve(0.012, -0.4, 0.01, -0.7, 0, -0.985)
                        .close();
        f.round(main, sail, 0.11);
        f.round(
                limbs(at(-0.39, -0.155, 0.006, -0.2, -0.14, 0.007, 0.01, -0.14, 0.007)),
                WOOD,
                0.01);
        var jib =
                new Path()
                        .move(0.03, -0.91)
                        .curve(0.12, -0.62, 0.24, -0.36, 0.39, -0.13)
                        .curve(0.28, -0.1, 0.15, -0.11, 0.05, -0.14)
                        .curve(0.1, -0.4, 0.08, -0.66, 0.03, -0.91)
                        .close();
        f.round(jib, sail.scale(0.96), 0.1);
        for (int i = 1; i < 5; i++) {
            double y = -0.17 - i * 0.155;
            f.flat(
                    Path.limb(
                            -0.37 + i * 0.085, y, 0.0018, -0.1, y - 0.01, 0.0018, 0.005, y, 0.0018),
                    sail.scale(0.8),
                    0);
        }
        var hull =
                new Path()
                        .move(-0.42, -0.1)
                        .curve(-0.2, -0.075, 0.16, -0.075, 0.47, -0.125)
                        .curve(0.4, -0.02, 0.3, 0.03, 0.14, 0.035)
                        .line(-0.3, 0.035)
                        .curve(-0.37, 0.01, -0.4, -0.04, -0.42, -0.1)
                        .close();
        f.shiny(hull, f.coat(0xf4f4f2, 0.9), 0.05);
        f.flat(
                Path.limb(-0.415, -0.085, 0.006, 0, -0.062, 0.006, 0.45, -0.108, 0.004),
                f.coat(0x274a6d, 0.6),
                0);
        f.round(
                Path.smooth(-0.2, -0.085, -0.17, -0.125, -0.02, -0.13, 0.08, -0.085),
                Rgb.of(0xe6e0d2),
                0.03);
    }

    static void boat(Figure f, Dice dice, boolean night) {
        boolean cabin = dice.chance(0.6);
        if (cabin) {
            f.round(
                    limbs(at(-0.3, -0.4, 0.022, -0.3, -0.75, 0.018, -0.3, -1.18, 0.01)),
                    WOOD,
                    0.02);
            f.round(Path.limb(-0.3, -1.12, 0.008, 0.4, -0.7, 0.006, 1.1, -0.56, 0.006), DARK, 0.01);
            f.flat(
                    Path.polygon(-0.72, -0.3, -0.7, -0.82, -0.12, -0.8, -0.04, -0.3),
                    f.coat(0xe8e2d4, 1.15),
                    0.2);
            f.flat(
                    Path.polygon(-0.8, -0.82, -0.74, -0.9, -0.06, -0.88, 0.0, -0.79),
                    f.coat(0x6a3b2c, 0.7),
                    0);
            var pane =
                    Path.rectangle(-0.36, -0.7, 0.18, 0.18)
                            .append(Path.rectangle(-0.62, -0.7, 0.18, 0.18));
            if (night) {
                f.lamp(pane, Rgb.of(0xffd489));
            } else {
                f.shiny(pane, Rgb.of(0x3d5058), 0.02);
            }
        }
        var inside =
                new Path()
                        .move(-1.12, -0.4)
                        .curve(-0.5, -0.46, 0.6, -0.5, 1.28, -0.62)
                        .curve(0.7, -0.32, -0.5, -0.26, -1.12, -0.4)
                        .close();
        f.flat(inside, f.coat(0x5b3d2a, 0.5), 0);
        var hull =
                new Path()
                        .move(-1.14, -0.41)
                        .curve(-0.5, -0.27, 0.62, -0.28, 1.32, -0.64)
                        .curve(1.18, -0.3, 1.0, 0.0, 0.72, 0.1)
                        .line(-0.86, 0.1)
                        .curve(-1.02, 0.0, -1.1, -0.2, -1.14, -0.41)
                        .close();
        f.shiny(hull, f.coat(0x2f6a8e, 1), 0.2);
        f.flat(
                Path.limb(
                        -1.14, -0.4, 0.03, -0.4, -0.29, 0.03, 0.6, -0.33, 0.03, 1.31, -0.63, 0.02),
                f.coat(0xf0ead8, 1.3),
                0);
        if (!cabin) {
            f.round(Path.limb(-0.3, -0.45, 0.03, 0.2, -0.26, 0.022, 0.75, 0.02, 0.02), WOOD, 0.02);
        }
    }

    static void balloon(Figure f, Dice dice) {
        Rgb[] pairs = {
            Rgb.of(0xd8442f), Rgb.of(0xe9a83a), Rgb.of(0x2f6ca8), Rgb.of(0x3c8f78), Rgb.of(0x8c4a9a)
        };
        int first = dice.below(pairs.length);
        Rgb one = f.coat(pairs[first].packed(), 1);
        Rgb two =
                f.coat(
                        pairs[(first + 1 + dice.below(3)) % pairs.length]
                                .mix(Rgb.of(0xf2ead6), 0.55)
                                .packed(),
                        1.25);
        f.round(
                new Path()
                        .move(0, -1)
                        .curve(0.5, -1, 0.49, -0.6, 0.085, -0.25)
                        .line(-0.085, -0.25)
                        .curve(-0.49, -0.6, -0.5, -1, 0, -1)
                        .close(),
                one,
                0.3);
        for (int i = 0; i < 8; i += 2) {
            double a = -1 + i * 0.25 + 0.02;
            double b = a + 0.25;
            double ra = StrictMath.sin(a * 1.5);
            double rb = StrictMath.sin(b * 1.5);
            f.round(
                    new Path()
                            .move(0, -1)
                            .curve(0.5 * ra, -1, 0.49 * ra, -0.6, 0.085 * ra, -0.25)
                            .line(0.085 * rb, -0.25)
                            .curve(0.49 * rb, -0.6, 0.5 * rb, -1, 0, -1)
                            .close(),
                    two.scale(1 - 0.14 * Math.abs(a + 0.125)),
                    0.02);
        }
        f.flat(Path.limb(-0.075, -0.25, 0.003, -0.05, -0.1, 0.003), DARK, 0);
        f.flat(Path.limb(0.075, -0.25, 0.003, 0.05, -0.1, 0.003), DARK, 0);
        f.flat(Path.limb(0, -0.25, 0.002, 0, -0.1, 0.002), DARK, 0);
        f.round(Path.polygon(-0.06, -0.1, 0.06, -0.1, 0.052, 0, -0.052, 0), WOOD, 0.03);
        f.round(Path.limb(-0.062, -0.1, 0.007, 0.062, -0.1, 0.007), WOOD.scale(1.3), 0.01);
    }

    static void bicycle(Figure f) {
        Rgb frame = f.coat(0xb5372c, 1);
        for (int w = -1; w <= 1; w += 2) {
            double cx = 0.52 * w;
            for (int i = 0; i < 9; i++) {
                double a = i / 18.0 + 0.02;
                double ox = 0.33 * Curve.cosWave(a);
                double oy = 0.33 * Curve.wave(a);
                f.flat(
                        Path.limb(cx - ox, -0.36 - oy, 0.003, cx + ox, -0.36 + oy, 0.003),
                        Rgb.of(0x9aa0a4),
                        0);
            }
            f.round(Figure.ring(cx, -0.36, 0.345, 0.022), DARK, 0.02);
            f.round(Figure.ring(cx, -0.36, 0.318, 0.008), Rgb.of(0xb8bcc0), 0.01);
            f.round(Path.ellipse(cx, -0.36, 0.03, 0.03), Rgb.of(0xa0a4a8), 0.02);
        }
        f.shiny(
                limbs(
                        at(-0.52, -0.36, 0.012, -0.22, -0.78, 0.014),
                        at(-0.52, -0.36, 0.013, -0.05, -0.36, 0.014),
                        at(-0.22, -0.78, 0.018, -0.05, -0.36, 0.018),
                        at(-0.05, -0.36, 0.02, 0.36, -0.78, 0.018),
                        at(-0.2, -0.74, 0.018, 0.35, -0.82, 0.016),
                        at(0.34, -0.88, 0.019, 0.4, -0.66, 0.017, 0.52, -0.36, 0.013)),
                frame,
                0.02);
        f.round(Figure.ring(-0.05, -0.36, 0.075, 0.01), Rgb.of(0x8a8e92), 0.01);
        f.round(
                limbs(
                        at(-0.05, -0.36, 0.012, 0.03, -0.24, 0.012),
                        at(-0.01, -0.23, 0.014, 0.08, -0.23, 0.014)),
                DARK,
                0.01);
        f.round(
                limbs(
                        at(-0.22, -0.78, 0.013, -0.25, -0.88, 0.013),
                        at(-0.37, -0.92, 0.03, -0.25, -0.9, 0.03, -0.12, -0.91, 0.016)),
                DARK,
                0.03);
        f.round(
                limbs(
                        at(
                                0.34, -0.86, 0.013, 0.32, -0.97, 0.013, 0.4, -1.0, 0.014, 0.46,
                                -0.95, 0.014)),
                DARK,
                0.02);
    }
}
