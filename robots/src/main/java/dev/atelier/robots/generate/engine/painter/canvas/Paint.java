package dev.atelier.robots.generate.engine.painter.canvas;

import java.util.List;

/** What fills a shape of a drawing. */
public sealed interface Paint {
    /** The colour at a point of the picture. */
    Stop at(double x, double y);

    /** A colour with its opacity at a place of a gradient. */
    record Stop(double offset, Rgb colour, double opacity) {
        static Stop between(List<Stop> stops, double t) {
            Stop before = stops.getFirst();
            if (t <= before.offset) {
                return before;
            }
            for (Stop next : stops) {
                if (t < next.offset) {
                    double k = (t - before.offset) / (next.offset - before.offset);
                    return new Stop(
                            t,
                            before.colour.mix(next.colour, k),
                            Curve.mix(before.opacity, next.opacity, k));
                }
                before = next;
            }
            return before;
        }
    }

    /** One colour everywhere. */
    record Solid(Rgb colour, double opacity) implements Paint {
        @Override
        public Stop at(double x, double y) {
            return new Stop(0, colour, opacity);
        }
    }

    /** Colours along a line. */
    record Linear(double x1, double y1, double x2, double y2, List<Stop> stops) implements Paint {
        @Override
        public Stop at(double x, double y) {
            double dx = x2 - x1;
            double dy = y2 - y1;
            double length = Math.max(1e-9, dx * dx + dy * dy);
            return Stop.between(stops, ((x - x1) * dx + (y - y1) * dy) / length);
        }
    }

    /** Colours around a centre. */
    record Radial(double cx, double cy, double radius, List<Stop> stops) implements Paint {
        @Override
        public Stop at(double x, double y) {
            double dx = x - cx;
            double dy = y - cy;
            return Stop.between(stops, Math.sqrt(dx * dx + dy * dy) / Math.max(1e-9, radius));
        }
    }

    static Paint solid(Rgb colour) {
        return new Solid(colour, 1);
    }

    static Paint solid(Rgb colour, double opacity) {
        return new Solid(colour, opacity);
    }

    /** From one colour above to another below. */
    static Paint vertical(double top, Rgb above, double bottom, Rgb below) {
        return new Linear(0, top, 0, bottom, List.of(new Stop(0, above, 1), new Stop(1, below, 1)));
    }

    /** A glow that fades to nothing at its radius. */
    static Paint glow(double cx, double cy, double radius, Rgb colour, double opacity) {
        return new Radial(
                cx,
                cy,
                radius,
                List.of(
                        new Stop(0, colour, opacity),
                        new Stop(0.3, colour, opacity * 0.55),
                        new Stop(0.6, colour, opacity * 0.18),
                        new Stop(1, colour, 0)));
    }
}
