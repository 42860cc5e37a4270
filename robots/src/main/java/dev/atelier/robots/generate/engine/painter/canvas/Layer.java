package dev.atelier.robots.generate.engine.painter.canvas;

/** One layer of a scene, from far to near, in two forms: painted pixels and plain shapes. */
public interface Layer {
    /** Paints the rows from {@code from} to before {@code to}; all layers behind are complete. */
    void paint(Canvas canvas, int from, int to);

    /** Adds the same layer as shapes. */
    void draw(Drawing drawing);
}
