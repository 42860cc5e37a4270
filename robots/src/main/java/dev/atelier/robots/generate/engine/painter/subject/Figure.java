package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Path;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;

import java.util.ArrayList;
import java.util.List;

/**
 * A thing made of rounded or flat parts, from back to front. It stands at (0, 0) and rises to about
 * y = -1. A part that takes the tint changes with the colour a prompt asks for.
 */
final class Figure {
    /**
     * One part: how far its edge is rounded (in heights of the figure), how it is turned to the
     * side when it is flat, whether it takes the tint, and whether it shines by itself.
     */
    record Part(Path path, Rgb colour, double bulge, double gloss, double lean, boolean lamp) {}

    private final List<Part> parts = new ArrayList<>();
    private final Rgb tint;
    private final boolean tinted;

    Figure(Rgb tint, boolean tinted) {
        this.tint = tint;
        this.tinted = tinted;
    }

    List<Part> parts() {
        return parts;
    }

    /** The natural colour, or the asked one as dark or light as {@code share} says. */
    Rgb coat(int natural, double share) {
        return tinted ? tint.scale(share) : Rgb.of(natural);
    }

    Figure round(Path path, Rgb colour, double bulge) {
        parts.add(new Part(path, colour, bulge, 0.12, 0, false));
        return this;
    }

    Figure shiny(Path path, Rgb colour, double bulge) {
        parts.add(new Part(path, colour, bulge, 0.7, 0, false));
        return this;
    }

    Figure flat(Path path, Rgb colour, double lean) {
        parts.add(new Part(path, colour, 0, 0.05, lean, false));
        return this;
    }

    Figure lamp(Path path, Rgb colour) {
        parts.add(new Part(path, colour, 0, 0, 0, true));
        return this;
    }

    /** Several limbs as one rounded body. */
    static Path limbs(double[]... limbs) {
        var path = new Path();
        for (double[] limb : limbs) {
            path.append(Path.limb(limb));
        }
        return path;
    }

    static double[] at(double... stations) {
        return stations;
    }

    static Path ring(double cx, double cy, double r, double thick) {
        double[] stations = new double[3 * 17];
        for (int i = 0; i < 17; i++) {
            stations[3 * i] = cx + r * Curve.cosWave(i / 16.0);
            stations[3 * i + 1] = cy + r * Curve.wave(i / 16.0);
            stations[3 * i + 2] = thick;
        }
        return Path.limb(stations);
    }
}
