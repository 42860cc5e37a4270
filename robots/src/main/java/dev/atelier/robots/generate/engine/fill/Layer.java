package dev.atelier.robots.generate.engine.fill;

/**
 * One level of the working picture: colours, texture and what is known of each pixel. Void pixels
 * (transparent ones) are neither filled nor copied from; their colour is a stand-in.
 */
final class Layer {
    static final byte KNOWN = 0;
    static final byte HOLE = 1;
    static final byte VOID = 2;

    final int width;
    final int height;

    /** Red, green, blue of each pixel, 0 … 255. */
    final short[] colour;

    /** Four times the mean step to the right and four times the mean step down, 0 … 255. */
    final short[] texture;

    final byte[] state;

    Layer(int width, int height, byte[] state) {
        this.width = width;
        this.height = height;
        this.state = state;
        colour = new short[3 * width * height];
        texture = new short[2 * width * height];
    }

    int pixels() {
        return width * height;
    }

    byte[] where(byte wanted) {
        var marks = new byte[state.length];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = (byte) (state[i] == wanted ? 1 : 0);
        }
        return marks;
    }

    /** Erosions by one pixel until no hole pixel is left, at most {@code limit}. */
    int holeRadius(int limit) {
        var outside = new byte[state.length];
        for (int i = 0; i < outside.length; i++) {
            outside[i] = (byte) (state[i] == HOLE ? 0 : 1);
        }
        int radius = 0;
        while (radius < limit && contains(outside, (byte) 0)) {
            outside = Reach.of(outside, width, height, 1);
            radius++;
        }
        return radius;
    }

    private static boolean contains(byte[] marks, byte wanted) {
        for (byte mark : marks) {
            if (mark == wanted) {
                return true;
            }
        }
        return false;
    }
}
