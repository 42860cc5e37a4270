package dev.atelier.robots.image.enhance;

import java.awt.image.BufferedImage;

/** Takes grain away and makes edges clear; each pixel is judged by those around it. */
public final class Edges {
    private static final int REACH = 2;
    private static final int WIDE = 2 * REACH + 1;
    private static final double SPREAD = 2 * 1.5 * 1.5;

    private Edges() {}

    /**
     * A mean of the neighbours that look alike, so that edges stay.
     *
     * @param strength how different neighbours may be, 0 to 10
     */
    public static BufferedImage denoised(BufferedImage picture, double strength) {
        double unlike = 3 + 4 * strength;
        double[] alike = new double[256];
        for (int i = 0; i < 256; i++) {
            alike[i] = Math.exp(-i * i / (2 * unlike * unlike));
        }
        return eachPixel(picture, (rows, x) -> mean(rows, x, alike));
    }

    /**
     * Adds the difference to the surroundings.
     *
     * @param amount share of it
     */
    public static BufferedImage sharpened(BufferedImage picture, double amount) {
        return eachPixel(picture, (rows, x) -> sharper(rows, x, amount));
    }

    /** Makes one pixel of the five rows around it. */
    private interface Kernel {
        int at(int[][] rows, int x);
    }

    private static BufferedImage eachPixel(BufferedImage picture, Kernel kernel) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var out = new BufferedImage(width, height, picture.getType());
        int[][] rows = new int[WIDE][width];
        int[] made = new int[width];
        for (int y = 0; y < height; y++) {
            for (int i = 0; i < WIDE; i++) {
                int from = Math.clamp(y + i - REACH, 0, height - 1);
                picture.getRGB(0, from, width, 1, rows[i], 0, width);
            }
            for (int x = 0; x < width; x++) {
                made[x] = kernel.at(rows, x);
            }
            out.setRGB(0, y, width, 1, made, 0, width);
        }
        return out;
    }

    private static int mean(int[][] rows, int x, double[] alike) {
        int own = rows[REACH][x];
        double weights = 0;
        double red = 0;
        double green = 0;
        double blue = 0;
        for (int i = 0; i < WIDE; i++) {
            for (int dx = -REACH; dx <= REACH; dx++) {
                int p = rows[i][Math.clamp(x + dx, 0, rows[i].length - 1)];
                int far = (i - REACH) * (i - REACH) + dx * dx;
                double weight = alike[difference(own, p)] * Math.exp(-far / SPREAD);
                weights += weight;
                red += weight * (p >> 16 & 0xff);
                green += weight * (p >> 8 & 0xff);
                blue += weight * (p & 0xff);
            }
        }
        return (own & 0xff000000)
                | (int) Math.round(red / weights) << 16
                | (int) Math.round(green / weights) << 8
                | (int) Math.round(blue / weights);
    }

    private static int difference(int a, int b) {
        return (Math.abs((a >> 16 & 0xff) - (b >> 16 & 0xff))
                        + Math.abs((a >> 8 & 0xff) - (b >> 8 & 0xff))
                        + Math.abs((a & 0xff) - (b & 0xff)))
                / 3;
    }

    private static int sharper(int[][] rows, int x, double amount) {
        int left = Math.max(0, x - 1);
        int right = Math.min(rows[REACH].length - 1, x + 1);
        int own = rows[REACH][x];
        int made = own & 0xff000000;
        for (int shift = 0; shift <= 16; shift += 8) {
            double around = 0;
            for (int i = -1; i <= 1; i++) {
                int[] row = rows[REACH + i];
                int weight = i == 0 ? 2 : 1;
                around += weight * (row[left] >> shift & 0xff);
                around += 2.0 * weight * (row[x] >> shift & 0xff);
                around += weight * (row[right] >> shift & 0xff);
            }
            int value = own >> shift & 0xff;
            double wanted = value + 2 * amount * (value - around / 16);
            made |= Math.clamp(Math.round(wanted), 0, 255) << shift;
        }
        return made;
    }
}
