package dev.atelier.robots.generate.engine.fill;

/** Which pixels have a marked pixel within a square around them. */
final class Reach {
    private Reach() {}

    /** 1 where a non-zero of {@code marks} lies at most {@code radius} away in both directions. */
    static byte[] of(byte[] marks, int width, int height, int radius) {
        var across = new byte[marks.length];
        for (int y = 0; y < height; y++) {
            line(marks, across, y * width, 1, width, radius);
        }
        var result = new byte[marks.length];
        for (int x = 0; x < width; x++) {
            line(across, result, x, width, height, radius);
        }
        return result;
    }

    private static void line(byte[] in, byte[] out, int start, int step, int length, int radius) {
        int last = -radius - 1;
        for (int i = 0; i < length + radius; i++) {
            if (i < length && in[start + i * step] != 0) {
                last = i;
            }
            int centre = i - radius;
            if (centre >= 0 && last >= centre - radius && last >= 0) {
                out[start + centre * step] = 1;
            }
        }
    }
}
