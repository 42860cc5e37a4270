package dev.atelier.robots.generate.engine.fill;

/** The size of the squares that are compared and copied. */
final class Patch {
    static final int RADIUS = 3;
    static final int SIDE = 2 * RADIUS + 1;
    static final int AREA = SIDE * SIDE;

    private Patch() {}
}
