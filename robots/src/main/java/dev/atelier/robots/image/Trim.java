package dev.atelier.robots.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/** Finds the part of a picture inside its plain border. */
final class Trim {
    private static final int TOLERANCE = 3;

    private Trim() {}

    /** What is left without the rows and columns in the colour of the top left corner. */
    static Rectangle of(BufferedImage picture) {
        int w = picture.getWidth();
        int h = picture.getHeight();
        int plain = picture.getRGB(0, 0);
        int[] row = new int[w];
        int left = w;
        int right = -1;
        int top = h;
        int bottom = -1;
        for (int y = 0; y < h; y++) {
            picture.getRGB(0, y, w, 1, row, 0, w);
            int first = 0;
            while (first < w && same(row[first], plain)) {
                first++;
            }
            if (first == w) {
                continue;
            }
            int last = w - 1;
            while (same(row[last], plain)) {
                last--;
            }
            left = Math.min(left, first);
            right = Math.max(right, last);
            top = Math.min(top, y);
            bottom = y;
        }
        return right < 0
                ? new Rectangle(w, h)
                : new Rectangle(left, top, right - left + 1, bottom - top + 1);
    }

    /** Lossy formats never leave a border of exactly one colour. */
    private static boolean same(int a, int b) {
        if (a >>> 24 == 0 && b >>> 24 == 0) {
            return true;
        }
        for (int shift = 0; shift < 32; shift += 8) {
            if (Math.abs((a >>> shift & 0xFF) - (b >>> shift & 0xFF)) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }
}
