package dev.atelier.robots.generate.engine.fill;

/** A pixel position packed into one int: 16 bits down, 16 bits across. */
final class Point {
    static final int MAX_SIDE = 0x7fff;

    private Point() {}

    static int of(int x, int y) {
        return (y << 16) | x;
    }

    static int x(int point) {
        return point & 0xffff;
    }

    static int y(int point) {
        return point >>> 16;
    }
}
