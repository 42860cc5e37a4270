package dev.atelier.robots.generate.engine.painter.subject;

import dev.atelier.robots.generate.engine.painter.canvas.Canvas;
import dev.atelier.robots.generate.engine.painter.canvas.Curve;
import dev.atelier.robots.generate.engine.painter.canvas.Dice;
import dev.atelier.robots.generate.engine.painter.canvas.Drawing;
import dev.atelier.robots.generate.engine.painter.canvas.Layer;
import dev.atelier.robots.generate.engine.painter.canvas.Outline;
import dev.atelier.robots.generate.engine.painter.canvas.Paint;
import dev.atelier.robots.generate.engine.painter.canvas.Rgb;
import dev.atelier.robots.generate.engine.painter.canvas.Tile;
import dev.atelier.robots.generate.engine.painter.light.Light;
import dev.atelier.robots.generate.engine.painter.scene.Subject;

/** A figure in its place: with its shadow on land, mirrored on water, alone in the sky. */
public final class FigureLayer implements Layer {
    /** Where a figure touches the world. */
    public enum Contact {
        LAND,
        WATER,
        AIR
    }

    /** Foot, height in pixels, distance (0 near, 1 far) and which way it looks. */
    public record Place(
            double x,
            double base,
            double unit,
            double distance,
            boolean mirrored,
            Contact contact) {}

    private final Light light;
    private final Figure figure;
    private final Place place;
    private final Tile tile;
    private final Reflection reflection;
    private final String name;

    public FigureLayer(Light light, Subject subject, Place place, Dice dice, int height) {
        this.light = light;
        this.place = place;
        this.name = subject.kind().words().getFirst().replace(' ', '-');
        this.figure =
                Figures.of(subject.kind(), subject.colour(), dice.fork("form"), light.dark() > 0.5);
        double k = Tile.reduction(place.unit());
        double unit = place.unit() / k;
        this.tile =
                new FigureTile(light, dice.salt(), place.distance())
                        .paint(figure, place.x() / k, place.base() / k, unit, place.mirrored())
                        .enlarged(k);
        this.reflection = new Reflection(tile, place.base(), height, dice.salt(), 0.62);
    }

    @Override
    public void paint(Canvas canvas, int from, int to) {
        switch (place.contact()) {
            case LAND -> shadow(canvas, from, to);
            case WATER -> reflection.paint(canvas, from, to);
            case AIR -> {}
        }
        glow(canvas, from, to);
        tile.onto(canvas, from, to);
    }

    private void shadow(Canvas canvas, int from, int to) {
        int[] box = tile.box();
        int wide = (box[2] - box[0]) / 2;
        double low = light.visible() ? 0.62 : 0.3;
        double slant = -light.dx() * (light.visible() ? 1.1 : 0.9);
        double depth = place.unit() * low * 0.5;
        Rgb dark = light.ambient().scale(0.22);
        double strength = 0.2 + 0.34 * light.strength() * (1 - 0.8 * light.fog());
        for (int y = (int) Math.max(from, place.base() - 2);
                y < Math.min(to, place.base() + depth);
                y++) {
            double t = (y - place.base()) / depth;
            for (int x = box[0] - wide; x < box[2] + wide; x++) {
                if (x >= 0 && x < canvas.width) {
                    double sx = x - slant * place.unit() * t * 0.8;
                    double a = tile.cover(sx, place.base() - t * place.unit());
                    canvas.blend(x, y, dark, a * strength * (1 - 0.75 * t));
                }
            }
        }
        contact(canvas, from, to, dark);
    }

    private void contact(Canvas canvas, int from, int to, Rgb dark) {
        double rx = place.unit() * 0.42;
        double ry = place.unit() * 0.035 + 1;
        for (int y = (int) Math.max(from, place.base() - ry * 2);
                y < Math.min(to, place.base() + ry * 2);
                y++) {
            for (int x = (int) Math.max(0, place.x() - rx * 2);
                    x < Math.min(canvas.width, place.x() + rx * 2);
                    x++) {
                double dx = (x - place.x()) / rx;
                double dy = (y - place.base()) / ry;
                canvas.blend(x, y, dark, 0.42 * Curve.decay((dx * dx + dy * dy) * 1.6));
            }
        }
    }

    private void glow(Canvas canvas, int from, int to) {
        for (var part : figure.parts()) {
            if (part.lamp()) {
                var box = Outline.of(part.path());
                double cx =
                        place.x()
                                + (place.mirrored() ? -1 : 1)
                                        * (box.left() + box.right())
                                        / 2
                                        * place.unit();
                double cy = place.base() + (box.top() + box.bottom()) / 2 * place.unit();
                double reach =
                        place.unit()
                                * (0.2
                                        + 0.5
                                                * Math.max(
                                                        box.right() - box.left(),
                                                        box.bottom() - box.top()));
                glow(canvas, from, to, cx, cy, reach, part.colour());
            }
        }
    }

    private static void glow(
            Canvas canvas, int from, int to, double cx, double cy, double reach, Rgb c) {
        for (int y = (int) Math.max(from, cy - reach * 3); y < Math.min(to, cy + reach * 3); y++) {
            for (int x = (int) Math.max(0, cx - reach * 3);
                    x < Math.min(canvas.width, cx + reach * 3);
                    x++) {
                double dx = (x - cx) / reach;
                double dy = (y - cy) / reach;
                canvas.glow(x, y, c, 0.24 * Curve.decay(dx * dx + dy * dy));
            }
        }
    }

    @Override
    public void draw(Drawing drawing) {
        drawing.begin(name);
        double way = place.mirrored() ? -place.unit() : place.unit();
        for (var part : figure.parts()) {
            double nx = part.bulge() > 0 ? light.dx() * 0.35 : part.lean() * Math.signum(way);
            Rgb c = part.lamp() ? part.colour() : light.shade(part.colour(), nx, -0.2, 0.85);
            var path = part.path().place(place.x(), place.base(), way, place.unit());
            drawing.fill(path, Paint.solid(light.far(c, place.distance())));
        }
    }
}
