package dev.atelier.robots.codec.jpeg;

/** The order in which the coefficients of a block are stored: T.81, figure 5. */
final class Zigzag {
    /** Place in the block, row by row, of each stored coefficient. */
    static final int[] PLACE = new int[64];

    static {
        int x = 0;
        int y = 0;
        for (int i = 0; i < 64; i++) {
            PLACE[i] = 8 * y + x;
            boolean up = (x + y) % 2 == 0;
            if (up ? x == 7 : y == 7) {
                x += up ? 0 : 1;
                y += up ? 1 : 0;
            } else if (up ? y == 0 : x == 0) {
                x += up ? 1 : 0;
                y += up ? 0 : 1;
            } else {
                x += up ? 1 : -1;
                y += up ? -1 : 1;
            }
        }
    }

    private Zigzag() {}

    /** The last stored coefficient of the low ones, so many each way. */
    static int last(int size) {
        return switch (size) {
            case 1 -> 0;
            case 2 -> 4;
            case 4 -> 24;
            default -> 63;
        };
    }
}
