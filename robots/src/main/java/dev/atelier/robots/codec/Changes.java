package dev.atelier.robots.codec;

import java.awt.Rectangle;

/** Finds what differs between two pictures of one size. */
final class Changes {
    private Changes() {}

    /** The smallest part that holds every change; one pixel when there is none. */
    static Rectangle between(int[] before, int[] after, Rectangle whole) {
        int left = whole.width;
        int right = -1;
        int top = whole.height;
        int bottom = -1;
        for (int y = 0; y < whole.height; y++) {
            for (int x = 0; x < whole.width; x++) {
                if (before[y * whole.width + x] != after[y * whole.width + x]) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
        }
        return right < 0
                ? new Rectangle(1, 1)
                : new Rectangle(left, top, right - left + 1, bottom - top + 1);
    }
}
