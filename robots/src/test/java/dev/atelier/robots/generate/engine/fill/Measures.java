package dev.atelier.robots.generate.engine.fill;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How to tell a good fill from a bad one in numbers. */
final class Measures {
    private Measures() {}

    /** Root mean square of the brightness steps between neighbours that both lie in the area. */
    static double gradient(Picture picture, Mask area) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y + 1 < picture.height(); y++) {
            for (int x = 0; x + 1 < picture.width(); x++) {
                if (area.covers(x, y) && area.covers(x + 1, y) && area.covers(x, y + 1)) {
                    int across = picture.luma(x + 1, y) - picture.luma(x, y);
                    int down = picture.luma(x, y + 1) - picture.luma(x, y);
                    sum += across * across + down * down;
                    count += 2;
                }
            }
        }
        return Math.sqrt(sum / Math.max(1, count));
    }

    /** A4: how lively the hole is, against a ring of the same area around it. */
    static double liveliness(Picture filled, Mask mask) {
        return gradient(filled, mask) / gradient(filled, mask.ringOfSameArea());
    }

    /** A6: mean jump over the edge of the hole, against that over edges three to seven outside. */
    static double seam(Picture filled, Mask mask) {
        double outside = 0;
        for (int distance = 3; distance <= 7; distance++) {
            byte[] grown = Reach.of(mask.bytes(), mask.width(), mask.height(), distance);
            outside += jump(filled, new Mask(mask.width(), mask.height(), grown)) / 5;
        }
        return jump(filled, mask) / Math.max(0.5, outside);
    }

    private static double jump(Picture picture, Mask mask) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y + 1 < picture.height(); y++) {
            for (int x = 0; x + 1 < picture.width(); x++) {
                if (mask.covers(x, y) != mask.covers(x + 1, y)) {
                    sum += Math.abs(picture.luma(x + 1, y) - picture.luma(x, y));
                    count++;
                }
                if (mask.covers(x, y) != mask.covers(x, y + 1)) {
                    sum += Math.abs(picture.luma(x, y + 1) - picture.luma(x, y));
                    count++;
                }
            }
        }
        return sum / Math.max(1, count);
    }

    static double psnr(Picture truth, Picture filled, Mask mask) {
        double sum = 0;
        for (int i = 0; i < truth.argb().length; i++) {
            if (mask.bytes()[i] != 0) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int a = (truth.argb()[i] >>> shift) & 0xff;
                    int b = (filled.argb()[i] >>> shift) & 0xff;
                    sum += (a - b) * (a - b);
                }
            }
        }
        double mean = Math.max(1e-6, sum / (3.0 * mask.count()));
        return 10 * Math.log10(255 * 255 / mean);
    }

    /** The share of the hole's pixels in which two fills differ. */
    static double difference(Picture a, Picture b, Mask mask) {
        int count = 0;
        for (int i = 0; i < a.argb().length; i++) {
            count += mask.bytes()[i] != 0 && a.argb()[i] != b.argb()[i] ? 1 : 0;
        }
        return (double) count / mask.count();
    }

    static boolean sameOutside(Picture a, Picture b, Mask mask) {
        for (int i = 0; i < a.argb().length; i++) {
            if (mask.bytes()[i] == 0 && a.argb()[i] != b.argb()[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * A8: how far the 7x7 patches of the hole are spread differently from those of the ring around
     * it: the mean over 64 fixed directions of the distance between the sorted projections.
     */
    static double patchStatistics(Picture filled, Mask mask) {
        int[] inside = patchCentres(mask);
        int[] outside = patchCentres(mask.ringOfSameArea());
        double sum = 0;
        for (int direction = 0; direction < 64; direction++) {
            double[] a = projections(filled, inside, direction);
            double[] b = projections(filled, outside, direction);
            for (int i = 0; i < 256; i++) {
                sum += Math.abs(a[a.length * i / 256] - b[b.length * i / 256]);
            }
        }
        return sum / (64 * 256);
    }

    private static int[] patchCentres(Mask area) {
        var others = Mask.of(area.width(), area.height(), (x, y) -> !area.covers(x, y));
        byte[] near = Reach.of(others.bytes(), area.width(), area.height(), 3);
        return IntStream.range(0, near.length)
                .filter(i -> near[i] == 0 && isInside(i, area.width(), area.height()))
                .toArray();
    }

    private static boolean isInside(int pixel, int width, int height) {
        int x = pixel % width;
        int y = pixel / width;
        return x >= 3 && y >= 3 && x < width - 3 && y < height - 3;
    }

    private static double[] projections(Picture picture, int[] centres, int direction) {
        var weights = new double[49];
        for (int i = 0; i < 49; i++) {
            weights[i] = (Chance.at(direction, i) >> 40) / (double) (1 << 23);
        }
        double length = Math.sqrt(Arrays.stream(weights).map(w -> w * w).sum());
        return Arrays.stream(centres)
                .mapToDouble(centre -> project(picture, centre, weights) / length)
                .sorted()
                .toArray();
    }

    private static double project(Picture picture, int centre, double[] weights) {
        int x = centre % picture.width();
        int y = centre / picture.width();
        double sum = 0;
        for (int i = 0; i < 49; i++) {
            sum += weights[i] * picture.luma(x + i % 7 - 3, y + i / 7 - 3);
        }
        return sum;
    }
}
