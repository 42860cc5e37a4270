package dev.atelier.robots.generate.engine.painter.land;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Hash;
import dev.atelier.robots.generate.engine.painter.canvas.Noise;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.scene.Style;

/** The last pass: grading by style, a slight vignette, grain, and rounding to eight bits. */
public final class Finish {
    private final Style style;
    private final int salt;
    private final Noise canvasNoise;
    private final double grain;

    public Finish(Style style, long seed) {
        this.style = style;
        this.salt = (int) Hash.mix(seed ^ 0x6a41);
        this.canvasNoise = new Noise(salt + 1);
        this.grain = style == Style.FLAT ? 0 : 1;
    }

    public void paint(Canvas canvas, int from, int to) {
        for (int y = from; y < to; y++) {
            for (int x = 0; x < canvas.width; x++) {
                canvas.finish(x, y, graded(canvas, x, y));
            }
        }
    }

    private Rgb graded(Canvas canvas, int x, int y) {
        Rgb c = canvas.get(x, y);
        if (style == Style.FLAT) {
            return c;
        }
        double u = (x + 0.5) / canvas.width - 0.5;
        double v = (y + 0.5) / canvas.height - 0.5;
        double edge = 1 - 0.2 * Curve.step(0.22, 0.8, u * u * 1.2 + v * v * 1.2);
        double speck = (Hash.cell(x, y, salt) + Hash.cell(y, x, salt + 7) - 1) * 0.02 * grain;
        double scale = 900.0 / canvas.height;
        double weave = canvasNoise.sum(x * scale * 0.22, y * scale * 0.22, 2) * 0.018;
        Rgb graded = tone(c).scale(edge * (1 + weave));
        return graded.plus(Rgb.WHITE, speck * (0.35 + graded.luma()));
    }

    private Rgb tone(Rgb c) {
        return switch (style) {
            case PAINTED, FLAT -> c.saturate(1.06);
            case SEPIA -> {
                double l = c.luma();
                yield new Rgb(
                        (float) (l * 1.05 + 0.05), (float) (l * 0.9 + 0.03), (float) (l * 0.7));
            }
            case MONOCHROME -> c.saturate(0);
            case VIVID -> c.saturate(1.5).scale(1.03);
            case MUTED -> c.saturate(0.55).mix(Rgb.of(0xd9d2c8), 0.16);
        };
    }
}
