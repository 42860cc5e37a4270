package dev.atelier.robots.generate.engine.fill;

/** Colours packed as alpha, red, green, blue of 8 bits each. */
final class Argb {
    static final int OPAQUE = 0xff << 24;

    private Argb() {}

    static int of(int red, int green, int blue) {
        return OPAQUE | (red << 16) | (green << 8) | blue;
    }

    static int alpha(int argb) {
        return argb >>> 24;
    }

    static int red(int argb) {
        return (argb >>> 16) & 0xff;
    }

    static int green(int argb) {
        return (argb >>> 8) & 0xff;
    }

    static int blue(int argb) {
        return argb & 0xff;
    }

    static int luma(int red, int green, int blue) {
        return (77 * red + 150 * green + 29 * blue) >> 8;
    }
}
