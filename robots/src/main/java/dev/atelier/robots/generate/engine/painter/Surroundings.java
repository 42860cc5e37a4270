package dev.atelier.robots.generate.engine.painter;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.light.Light;

/** Reads the light of a photograph from the ring of pixels around a mask. */
final class Surroundings {
    private final Canvas canvas;
    private final MaskArea area;
    private Rgb above = Rgb.BLACK;
    private Rgb below = Rgb.BLACK;
    private Rgb left = Rgb.BLACK;
    private Rgb right = Rgb.BLACK;
    private Rgb bright = Rgb.BLACK;
    private final int[] counts = new int[5];

    Surroundings(Canvas canvas, MaskArea area) {
        this.canvas = canvas;
        this.area = area;
        int margin = 8 + Math.max(area.width, area.height) / 3;
        int step = Math.max(1, margin / 60);
        double limit = brightest(margin, step);
        for (int y = area.top - margin; y < area.top + area.height + margin; y += step) {
            for (int x = area.left - margin; x < area.left + area.width + margin; x += step) {
                if (ring(x, y)) {
                    add(x, y, limit);
                }
            }
        }
    }

    private boolean ring(int x, int y) {
        return x >= 0 && y >= 0 && x < canvas.width && y < canvas.height && !area.holds(x, y);
    }

    private double brightest(int margin, int step) {
        int[] histogram = new int[256];
        int total = 0;
        for (int y = area.top - margin; y < area.top + area.height + margin; y += step) {
            for (int x = area.left - margin; x < area.left + area.width + margin; x += step) {
                if (ring(x, y)) {
                    histogram[(int) (Curve.clamp(canvas.get(x, y).luma()) * 255)]++;
                    total++;
                }
            }
        }
        int level = 255;
        int seen = 0;
        while (level > 0 && seen < total * 0.06) {
            seen += histogram[level--];
        }
        return level / 255.0;
    }

    private void add(int x, int y, double limit) {
        Rgb c = canvas.get(x, y);
        boolean low = y > area.top + area.height * 0.68;
        if (low) {
            below = below.plus(c, 1);
            counts[1]++;
        } else {
            above = above.plus(c, 1);
            counts[0]++;
        }
        if (x < area.left + area.width / 2) {
            left = left.plus(c, 1);
            counts[2]++;
        } else {
            right = right.plus(c, 1);
            counts[3]++;
        }
        if (c.luma() >= limit) {
            bright = bright.plus(c, 1);
            counts[4]++;
        }
    }

    private static Rgb mean(Rgb sum, int count, Rgb otherwise) {
        return count == 0 ? otherwise : sum.scale(1.0 / count);
    }

    Rgb ground() {
        return mean(below, counts[1], mean(above, counts[0], Rgb.of(0x808890)));
    }

    Rgb sky() {
        return mean(above, counts[0], mean(below, counts[1], Rgb.of(0xa0b0c0)));
    }

    Light light() {
        Rgb sky = sky();
        Rgb shine = mean(bright, counts[4], sky);
        double l = left(sky).luma();
        double r = right(sky).luma();
        double dx = r > l + 0.015 ? 0.62 : -0.62;
        double level = Curve.clamp(0.25 + 0.85 * shine.luma());
        double top = Math.max(0.05, Math.max(shine.r(), Math.max(shine.g(), shine.b())));
        Rgb sun = shine.scale(1 / top).mix(Rgb.WHITE, 0.1);
        Rgb ambient = sky.mix(ground(), 0.4).mix(Rgb.of(0x8d98a8).scale(level), 0.2).scale(0.8);
        return new Light(
                sky,
                sky,
                sky.mix(shine, 0.3),
                sky.mix(shine, 0.5),
                sun,
                ambient,
                sky.mix(shine, 0.2),
                0.66 * level,
                1 - level,
                dx < 0 ? -0.2 : 1.2,
                0,
                false,
                dx,
                -0.6,
                0.5,
                0.3,
                0);
    }

    private Rgb left(Rgb otherwise) {
        return mean(left, counts[2], otherwise);
    }

    private Rgb right(Rgb otherwise) {
        return mean(right, counts[3], otherwise);
    }
}
