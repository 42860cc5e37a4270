package dev.atelier.robots.image;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Resampler;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** Enlarges a picture smoothly and gives its edges back some of their bite. */
final class Upscaling {
    /** How much of the difference to the surroundings is added. */
    private static final float AMOUNT = 0.6f;

    private Upscaling() {}

    static BufferedImage by(int scale, BufferedImage picture) throws IOException {
        BufferedImage large =
                Codec.srgb8(
                        Resampler.resize(
                                picture, picture.getWidth() * scale, picture.getHeight() * scale));
        for (int reach = scale / 2; reach >= 1; reach /= 2) {
            large = sharpened(large, reach);
        }
        return large;
    }

    /** No sample leaves the range of its neighbours, so that there are no haloes. */
    private static BufferedImage sharpened(BufferedImage picture, int reach) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var out = new BufferedImage(width, height, picture.getType());
        int[][] rows = new int[3][width];
        int[] sharp = new int[width];
        for (int y = 0; y < height; y++) {
            for (int i = 0; i < 3; i++) {
                int from = Math.clamp(y + (i - 1) * reach, 0, height - 1);
                picture.getRGB(0, from, width, 1, rows[i], 0, width);
            }
            for (int x = 0; x < width; x++) {
                int left = Math.max(0, x - reach);
                int right = Math.min(width - 1, x + reach);
                int p = rows[1][x];
                sharp[x] = p & 0xff000000;
                for (int shift = 0; shift <= 16; shift += 8) {
                    int sample =
                            sharper(
                                    p >> shift & 0xff,
                                    rows[0][x] >> shift & 0xff,
                                    rows[2][x] >> shift & 0xff,
                                    rows[1][left] >> shift & 0xff,
                                    rows[1][right] >> shift & 0xff);
                    sharp[x] |= sample << shift;
                }
            }
            out.setRGB(0, y, width, 1, sharp, 0, width);
        }
        return out;
    }

    private static int sharper(int own, int above, int below, int left, int right) {
        float mean = (above + below + left + right) / 4f;
        int least = Math.min(own, Math.min(Math.min(above, below), Math.min(left, right)));
        int most = Math.max(own, Math.max(Math.max(above, below), Math.max(left, right)));
        return Math.clamp(Math.round(own + AMOUNT * (own - mean)), least, most);
    }
}
