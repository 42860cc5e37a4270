package dev.atelier.robots.generate.engine.painter.canvas;

import java.util.ArrayList;
import java.util.List;

/** A picture as layered shapes: what the SVG holds and what the flat style paints. */
public final class Drawing {
    /** A filled outline. */
    public record Shape(Path path, Outline outline, Paint paint) {}

    /** A named layer. */
    public record Group(String id, List<Shape> shapes) {}

    public final int width;
    public final int height;
    private final List<Group> groups = new ArrayList<>();

    public Drawing(int width, int height) {
        this.width = width;
        this.height = height;
    }

    public void begin(String id) {
        groups.add(new Group(id, new ArrayList<>()));
    }

    public void fill(Path path, Paint paint) {
        if (!path.isEmpty()) {
            groups.getLast().shapes().add(new Shape(path, Outline.of(path), paint));
        }
    }

    public List<Group> groups() {
        return groups;
    }

    /** Paints the rows from {@code from} to before {@code to}. */
    public void paint(Canvas canvas, int from, int to) {
        for (Group group : groups) {
            for (Shape shape : group.shapes()) {
                fill(canvas, shape, from, to);
            }
        }
    }

    private static void fill(Canvas canvas, Shape shape, int from, int to) {
        if (shape.outline().bottom() < from || shape.outline().top() > to) {
            return;
        }
        var cover = Coverage.of(shape.outline(), canvas.width, from, to);
        for (int y = cover.top; y < cover.top + cover.height; y++) {
            for (int x = cover.left; x < cover.left + cover.width; x++) {
                double a = cover.at(x, y);
                if (a > 0.002) {
                    var stop = shape.paint().at(x + 0.5, y + 0.5);
                    canvas.blend(x, y, stop.colour(), a * stop.opacity());
                }
            }
        }
    }
}
