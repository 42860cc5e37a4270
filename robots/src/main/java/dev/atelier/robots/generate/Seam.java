package dev.atelier.robots.generate;

import java.awt.image.BufferedImage;

/**
 * Where a new area meets the kept picture. The way from one to the other lies inside the mask: not
 * one pixel outside is touched.
 */
final class Seam {
    /** Pixels from all old to all new. */
    static final int WIDTH = 4;

    /** Differences up to this much of 255 come from scaling and compression. */
    private static final int NOTICED = 8;

    private Seam() {}

    /** How many pixels that were to be kept a provider changed, before they are put back. */
    static long changed(BufferedImage source, BufferedImage made, CanonicalMask mask) {
        int[] old = new int[mask.width()];
        int[] fresh = new int[mask.width()];
        long count = 0;
        for (int y = 0; y < mask.height(); y++) {
            source.getRGB(0, y, old.length, 1, old, 0, old.length);
            made.getRGB(0, y, fresh.length, 1, fresh, 0, fresh.length);
            for (int x = 0; x < old.length; x++) {
                if (!mask.edits(x, y) && differ(old[x], fresh[x])) {
                    count++;
                }
            }
        }
        return count;
    }

    private static boolean differ(int one, int other) {
        for (int shift = 0; shift <= 16; shift += 8) {
            if (Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)) > NOTICED) {
                return true;
            }
        }
        return false;
    }

    /** The made picture with the source showing through near the edge of the mask. */
    static BufferedImage soften(BufferedImage source, BufferedImage made, CanonicalMask mask) {
        byte[] depth = depths(mask);
        var out = new BufferedImage(mask.width(), mask.height(), made.getType());
        int[] old = new int[mask.width()];
        int[] fresh = new int[mask.width()];
        for (int y = 0; y < mask.height(); y++) {
            source.getRGB(0, y, old.length, 1, old, 0, old.length);
            made.getRGB(0, y, fresh.length, 1, fresh, 0, fresh.length);
            for (int x = 0; x < old.length; x++) {
                int inside = depth[y * old.length + x];
                if (inside > 0 && inside < WIDTH) {
                    fresh[x] = mixed(old[x], fresh[x], inside);
                }
            }
            out.setRGB(0, y, fresh.length, 1, fresh, 0, fresh.length);
        }
        return out;
    }

    /** Steps to the nearest kept pixel, diagonal ones included; no more than WIDTH. */
    private static byte[] depths(CanonicalMask mask) {
        int width = mask.width();
        int height = mask.height();
        var depth = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                depth[y * width + x] = (byte) (mask.edits(x, y) ? WIDTH : 0);
            }
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                lower(depth, width, height, x, y, -1);
            }
        }
        for (int y = height - 1; y >= 0; y--) {
            for (int x = width - 1; x >= 0; x--) {
                lower(depth, width, height, x, y, 1);
            }
        }
        return depth;
    }

    /** Looks at the neighbours one sweep has passed already. */
    private static void lower(byte[] depth, int width, int height, int x, int y, int back) {
        int at = y * width + x;
        int least = depth[at] - 1;
        least = Math.min(least, at(depth, width, height, x + back, y));
        least = Math.min(least, at(depth, width, height, x - 1, y + back));
        least = Math.min(least, at(depth, width, height, x, y + back));
        least = Math.min(least, at(depth, width, height, x + 1, y + back));
        if (depth[at] > 0) {
            depth[at] = (byte) (least + 1);
        }
    }

    /** The edge of the picture is no edge of the mask. */
    private static int at(byte[] depth, int width, int height, int x, int y) {
        boolean outside = x < 0 || x >= width || y < 0 || y >= height;
        return outside ? WIDTH : depth[y * width + x];
    }

    private static int mixed(int old, int fresh, int inside) {
        int mixed = 0;
        for (int shift = 0; shift <= 24; shift += 8) {
            int from = old >>> shift & 0xff;
            int to = fresh >>> shift & 0xff;
            mixed |= (from + (to - from) * inside / WIDTH) << shift;
        }
        return mixed;
    }
}
