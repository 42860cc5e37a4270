package dev.atelier.robots.codec;

import java.awt.Transparency;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Turns ink samples into RGB and back by the plain rule, where no profile says better: black is
 * what the three inks have in common.
 */
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

    /** Ink samples of an opaque 8-bit picture, in a colour space that says so. */
    static BufferedImage ofRgb(BufferedImage rgb) {
        var model =
                new ComponentColorModel(
                        InkSpace.PLAIN, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        int w = rgb.getWidth();
        WritableRaster inks = model.createCompatibleWritableRaster(w, rgb.getHeight());
        int[] pixels = Pixels.of(rgb);
        byte[] row = new byte[4 * w];
        for (int y = 0; y < rgb.getHeight(); y++) {
            for (int x = 0; x < w; x++) {
                int p = pixels[y * w + x];
                int most = Math.max(p >> 16 & 0xFF, Math.max(p >> 8 & 0xFF, p & 0xFF));
                row[4 * x] = ink(p >> 16 & 0xFF, most);
                row[4 * x + 1] = ink(p >> 8 & 0xFF, most);
                row[4 * x + 2] = ink(p & 0xFF, most);
                row[4 * x + 3] = (byte) (255 - most);
            }
            inks.setDataElements(0, y, w, 1, row);
        }
        return new BufferedImage(model, inks, false, null);
    }

    private static byte ink(int light, int most) {
        return (byte) (most == 0 ? 0 : ((most - light) * 255 + most / 2) / most);
    }

    private static int light(int ink, int k) {
        return ((255 - ink) * k + 127) / 255;
    }
}
