package dev.atelier.robots.codec;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/** Turns ink samples into RGB by the plain rule, where no profile says better. */
final class Cmyk {
    private Cmyk() {}

    static BufferedImage toRgb(Raster samples) {
        int w = samples.getWidth();
        int h = samples.getHeight();
        var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[w * samples.getNumBands()];
        int[] rgb = new int[w];
        for (int y = 0; y < h; y++) {
            samples.getPixels(samples.getMinX(), samples.getMinY() + y, w, 1, row);
            for (int x = 0, i = 0; x < w; x++, i += 4) {
                int k = 255 - row[i + 3];
                rgb[x] = light(row[i], k) << 16 | light(row[i + 1], k) << 8 | light(row[i + 2], k);
            }
            out.setRGB(0, y, w, 1, rgb, 0, w);
        }
        return out;
    }

    private static int light(int ink, int k) {
        return ((255 - ink) * k + 127) / 255;
    }
}
