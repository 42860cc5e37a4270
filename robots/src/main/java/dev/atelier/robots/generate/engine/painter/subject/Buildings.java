package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;

/** Houses, towers, and the moon. */
final class Buildings {
    private static final Rgb GLOW = Rgb.of(0xffd489);
    private static final Rgb PANE = Rgb.of(0x39464f);

    private Buildings() {}

    static void lighthouse(Figure f, boolean night) {
        f.round(
                Path.smooth(
                        -0.5, 0.03, -0.4, -0.06, -0.27, -0.1, -0.16, -0.17, 0.0, -0.16, 0.14, -0.18,
                        0.26, -0.09, 0.4, -0.06, 0.52, 0.03, 0, 0.05),
                Rgb.of(0x6d655d),
                0.06);
        f.round(
                Path.smooth(-0.34, 0.02, -0.22, -0.07, -0.05, -0.1, 0.1, -0.06, 0.2, 0.03),
                Rgb.of(0x57504a),
                0.04);
        Rgb wall = f.coat(0xf0ede6, 1.25);
        f.round(
                Path.polygon(-0.105, -0.13, -0.068, -0.78, 0.068, -0.78, 0.105, -0.13),
                wall,
                0.085);
        for (int i = 0; i < 3; i++) {
            double low = -0.2 - i * 0.2;
            double high = low - 0.1;
            double a = 0.105 - 0.037 * (-0.13 - low) / 0.65;
            double b = 0.105 - 0.037 * (-0.13 - high) / 0.65;
            f.round(
                    Path.polygon(-a, low, -b, high, b, high, a, low),
                    f.coat(0xb8372e, 0.85),
                    0.085);
        }
        f.round(Path.rectangle(-0.09, -0.8, 0.18, 0.022), Rgb.of(0x4a4d52), 0.01);
        f.flat(Path.rectangle(-0.088, -0.835, 0.176, 0.006), Rgb.of(0x3c4046), 0);
        f.round(Path.rectangle(-0.045, -0.9, 0.09, 0.1), PANE, 0.03);
        if (night) {
            f.lamp(Path.ellipse(0, -0.85, 0.034, 0.04), Rgb.of(0xfff0c0));
        } else {
            f.shiny(Path.rectangle(-0.03, -0.89, 0.06, 0.08), Rgb.of(0xe8dfb8), 0.02);
        }
        f.round(
                new Path()
                        .move(-0.06, -0.9)
                        .curve(-0.05, -0.96, -0.02, -0.975, 0, -1)
                        .curve(0.02, -0.975, 0.05, -0.96, 0.06, -0.9)
                        .close(),
                f.coat(0xa5322b, 0.8),
                0.04);
        f.flat(Path.rectangle(-0.018, -0.2, 0.036, 0.07), Rgb.of(0x4a3a30), 0);
        f.flat(
                Path.rectangle(-0.012, -0.48, 0.024, 0.035)
                        .append(Path.rectangle(-0.011, -0.68, 0.022, 0.032)),
                PANE,
                0);
    }

    static void house(Figure f, boolean night) {
        Rgb wall = f.coat(0xe9dfcc, 1.1);
        Rgb roof = f.coat(0x8d4a36, 0.72);
        f.flat(Path.rectangle(0.32, -1.04, 0.12, 0.3), Rgb.of(0x8a5a48), 0.2);
        f.flat(Path.polygon(-0.14, 0, -0.14, -0.52, 0.82, -0.52, 0.82, 0), wall, 0.55);
        f.flat(
                Path.polygon(-0.8, 0, -0.8, -0.5, -0.47, -0.9, -0.14, -0.5, -0.14, 0),
                wall.scale(0.96),
                -0.55);
        f.flat(Path.polygon(-0.47, -0.95, 0.54, -0.95, 0.92, -0.46, -0.1, -0.46), roof, 0.35);
        for (int i = 1; i < 6; i++) {
            double t = i / 6.0;
            f.flat(
                    Path.limb(
                            -0.47 + 0.37 * t,
                            -0.95 + 0.49 * t,
                            0.004,
                            0.54 + 0.38 * t,
                            -0.95 + 0.49 * t,
                            0.004),
                    roof.scale(0.82),
                    0.35);
        }
        f.flat(
                Path.polygon(-0.47, -0.97, -0.42, -0.93, -0.84, -0.4, -0.9, -0.43),
                roof.scale(0.85),
                -0.4);
        f.flat(
                Path.polygon(-0.5, -0.95, -0.45, -0.95, -0.07, -0.43, -0.13, -0.43),
                roof.scale(0.9),
                -0.4);
        var panes =
                Path.rectangle(-0.6, -0.42, 0.14, 0.18)
                        .append(Path.rectangle(0.02, -0.37, 0.15, 0.18))
                        .append(Path.rectangle(0.58, -0.37, 0.15, 0.18));
        var frames =
                Path.rectangle(-0.62, -0.44, 0.18, 0.22)
                        .append(Path.rectangle(0, -0.39, 0.19, 0.22))
                        .append(Path.rectangle(0.56, -0.39, 0.19, 0.22));
        f.flat(frames, Rgb.of(0xf4efe4), 0.1);
        if (night) {
            f.lamp(panes, GLOW);
        } else {
            f.shiny(panes, PANE, 0.02);
        }
        f.flat(Path.rectangle(0.28, -0.36, 0.17, 0.36), Rgb.of(0x5a3a28), 0.5);
        f.flat(
                Path.rectangle(0.085, -0.37, 0.015, 0.18)
                        .append(Path.rectangle(0.645, -0.37, 0.015, 0.18))
                        .append(Path.rectangle(-0.538, -0.42, 0.014, 0.18)),
                Rgb.of(0xf4efe4),
                0.2);
    }

    static void castle(Figure f, boolean night) {
        Rgb stone = f.coat(0xa79c8c, 1.05);
        tower(f, stone, -0.2, 0.11, -0.7, true, night);
        tower(f, stone, 0.24, 0.09, -0.62, true, night);
        wall(f, stone.scale(0.92), -0.48, 0.5, -0.34);
        tower(f, stone, 0.03, 0.13, -0.58, false, night);
        tower(f, stone, -0.52, 0.1, -0.5, true, night);
        tower(f, stone, 0.53, 0.11, -0.46, true, night);
        wall(f, stone, -0.36, 0.38, -0.22);
        f.flat(
                new Path()
                        .move(-0.06, 0.02)
                        .line(-0.06, -0.1)
                        .curve(-0.06, -0.18, 0.06, -0.18, 0.06, -0.1)
                        .line(0.06, 0.02)
                        .close(),
                Rgb.of(0x3a2c24),
                0);
    }

    private static void tower(
            Figure f, Rgb stone, double x, double half, double top, boolean cone, boolean night) {
        f.round(Path.rectangle(x - half, top, 2 * half, 0.02 - top), stone, half * 0.9);
        var crown = new Path();
        for (int i = 0; i < 5; i++) {
            crown.append(
                    Path.rectangle(
                            x - half * 1.12 + i * half * 0.49, top - 0.05, half * 0.3, 0.04));
        }
        f.round(
                crown.append(Path.rectangle(x - half * 1.12, top - 0.02, half * 2.24, 0.04)),
                stone.scale(1.04),
                half * 0.5);
        if (cone) {
            f.round(
                    Path.polygon(
                            x - half * 1.2,
                            top - 0.02,
                            x,
                            top - half * 3,
                            x + half * 1.2,
                            top - 0.02),
                    f.coat(0x3d5673, 0.6),
                    half * 0.8);
        }
        var slits =
                Path.rectangle(x - 0.012, top + 0.1, 0.024, 0.055)
                        .append(Path.rectangle(x - 0.012, top + 0.25, 0.024, 0.05));
        if (night) {
            f.lamp(slits, GLOW);
        } else {
            f.flat(slits, PANE, 0);
        }
    }

    private static void wall(Figure f, Rgb stone, double from, double to, double top) {
        var path = Path.rectangle(from, top, to - from, 0.02 - top);
        for (double x = from; x < to - 0.03; x += 0.06) {
            path.append(Path.rectangle(x, top - 0.035, 0.034, 0.036));
        }
        f.flat(path, stone, 0.15);
    }

    static void moon(Figure f) {
        Rgb face = f.coat(0xf6f1df, 1.1);
        f.lamp(Path.ellipse(0, -0.5, 0.5, 0.5), face);
        double[][] seas = {
            {-0.16, -0.66, 0.15, 0.12},
            {0.12, -0.62, 0.12, 0.1},
            {0.2, -0.42, 0.1, 0.12},
            {-0.2, -0.4, 0.13, 0.1},
            {0.02, -0.27, 0.07, 0.05}
        };
        for (double[] s : seas) {
            f.lamp(
                    Path.smooth(
                            s[0] - s[2],
                            s[1],
                            s[0] - s[2] * 0.3,
                            s[1] - s[3],
                            s[0] + s[2] * 0.8,
                            s[1] - s[3] * 0.6,
                            s[0] + s[2],
                            s[1] + s[3] * 0.4,
                            s[0] - s[2] * 0.1,
                            s[1] + s[3]),
                    face.scale(0.87));
        }
    }
}
