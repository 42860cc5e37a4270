package dev.atelier.robots.codec.jpeg;

import java.util.List;

/** Turns finished rows of the channels into pixels. */
final class Painter {
    private static final int HALF = 1 << 15;

    private final Frame frame;
    private final List<Plane> planes;
    private final boolean luma;
    private final int[] rgb;
    private final boolean looksBelow;
    private int next;

    /**
     * @param luma the channels are brightness and two of colour, not red, green and blue
     */
    Painter(Frame frame, List<Plane> planes, boolean luma) {
        this.frame = frame;
        this.planes = planes;
        this.luma = luma;
        this.rgb = new int[frame.outWidth() * frame.outHeight()];
        this.looksBelow = frame.components().stream().anyMatch(c -> c.repeatDown == 2);
    }

    int[] rgb() {
        return rgb;
    }

    /** Paints what can be painted once a row of units is there. */
    void unitRow(int unit) {
        boolean atEnd = unit == frame.unitsDown() - 1;
        int end = (unit + 1) * frame.unitRows() - (looksBelow ? 1 : 0);
        int stop = atEnd ? frame.outHeight() : Math.min(end, frame.outHeight());
        while (next < stop) {
            row(next++);
        }
    }

    private void row(int y) {
        int width = frame.outWidth();
        int to = y * width;
        Plane first = planes.get(0);
        int a = first.prepare(y);
        if (planes.size() == 1) {
            grey(first.row(), a, rgb, to, width);
            return;
        }
        int b = planes.get(1).prepare(y);
        int c = planes.get(2).prepare(y);
        if (luma) {
            colour(first.row(), a, planes.get(1).row(), b, planes.get(2).row(), c, rgb, to, width);
        } else {
            plain(first.row(), a, planes.get(1).row(), b, planes.get(2).row(), c, rgb, to, width);
        }
    }

    private static void grey(int[] from, int a, int[] rgb, int to, int width) {
        for (int x = 0; x < width; x++) {
            rgb[to + x] = from[a + x] * 0x010101 | 0xFF000000;
        }
    }

    private static void plain(
            int[] red, int a, int[] green, int b, int[] blue, int c, int[] rgb, int to, int width) {
        for (int x = 0; x < width; x++) {
            rgb[to + x] = 0xFF000000 | red[a + x] << 16 | green[b + x] << 8 | blue[c + x];
        }
    }

    /** ITU-T T.871, section 7, with 16 bits behind the point. */
    private static void colour(
            int[] luma, int a, int[] blue, int b, int[] red, int c, int[] rgb, int to, int width) {
        for (int x = 0; x < width; x++) {
            int y = (luma[a + x] << 16) + HALF;
            int cb = blue[b + x] - 128;
            int cr = red[c + x] - 128;
            int r = (y + 91_881 * cr) >> 16;
            int g = (y - 22_554 * cb - 46_802 * cr) >> 16;
            int v = (y + 116_130 * cb) >> 16;
            r = Math.max(0, Math.min(255, r));
            g = Math.max(0, Math.min(255, g));
            v = Math.max(0, Math.min(255, v));
            rgb[to + x] = 0xFF000000 | r << 16 | g << 8 | v;
        }
    }
}
