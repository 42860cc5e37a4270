package dev.atelier.robots.generate.engine.painter.canvas;

import java.util.List;

/** A path cut into straight pieces once, with its bounds. */
public record Outline(List<double[]> parts, double left, double top, double right, double bottom) {
    public static Outline of(Path path) {
        var parts = path.flatten();
        double left = 1e9;
        double top = 1e9;
        double right = -1e9;
        double bottom = -1e9;
        for (double[] part : parts) {
            for (int i = 0; i < part.length; i += 2) {
                left = Math.min(left, part[i]);
                right = Math.max(right, part[i]);
                top = Math.min(top, part[i + 1]);
                bottom = Math.max(bottom, part[i + 1]);
            }
        }
        return new Outline(parts, left, top, right, bottom);
    }
}
