package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Coverage;

/** A coverage with a margin of its radius, softened by two box filters. */
final class Blur {
    private final int width;
    private final int height;
    private final int radius;
    private float[] from;
    private float[] to;

    Blur(Coverage cover, int radius) {
        this.width = cover.width + 2 * radius;
        this.height = cover.height + 2 * radius;
        this.radius = Math.max(1, radius / 2);
        this.from = new float[width * height];
        this.to = new float[width * height];
        for (int y = 0; y < cover.height; y++) {
            for (int x = 0; x < cover.width; x++) {
                from[(y + radius) * width + x + radius] =
                        (float) cover.at(x + cover.left, y + cover.top);
            }
        }
    }

    float[] result() {
        for (int pass = 0; pass < 2; pass++) {
            for (int y = 0; y < height; y++) {
                run(y * width, 1, width);
            }
            swap();
            for (int x = 0; x < width; x++) {
                run(x, width, height);
            }
            swap();
        }
        return from;
    }

    private void run(int start, int step, int count) {
        double sum = 0;
        double share = 1.0 / (2 * radius + 1);
        for (int i = -radius; i < count; i++) {
            if (i + radius < count) {
                sum += from[start + (i + radius) * step];
            }
            if (i - radius - 1 >= 0) {
                sum -= from[start + (i - radius - 1) * step];
            }
            if (i >= 0) {
                to[start + i * step] = (float) (sum * share);
            }
        }
    }

    private void swap() {
        float[] old = from;
        from = to;
        to = old;
    }
}
