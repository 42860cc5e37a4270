package dev.atelier.robots.codec;

import net.coobird.thumbnailator.resizers.Resizer;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * As {@link SmoothResizer}, mixing light instead of sRGB samples: fine bright detail stays bright.
 */
record LinearResizer(Rectangle2D.Double part) implements Resizer {
    private static final float[] LIGHT = new float[256];
    private static final byte[] SAMPLES = new byte[4097];

    static {
        for (int i = 0; i < 256; i++) {
            double v = i / 255.0;
            LIGHT[i] = (float) (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
        }
        for (int i = 0; i < SAMPLES.length; i++) {
            double v = i / 4096.0;
            v *= v;
            double s = v <= 0.0031308 ? v * 12.92 : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
            SAMPLES[i] = (byte) Math.round(255 * s);
        }
    }

    @Override
    public void resize(BufferedImage source, BufferedImage result) {
        int width = source.getWidth();
        Weights across = Weights.of(part.x, part.width, width, result.getWidth());
        Weights down = Weights.of(part.y, part.height, source.getHeight(), result.getHeight());
        int[] row = new int[width];
        float[] sums = new float[width * 4];
        int[] out = new int[result.getWidth()];
        boolean alpha = source.getColorModel().hasAlpha();
        for (int y = 0; y < result.getHeight(); y++) {
            Arrays.fill(sums, 0);
            float[] parts = down.parts()[y];
            for (int k = 0; k < parts.length; k++) {
                source.getRaster().getDataElements(0, down.first()[y] + k, width, 1, row);
                add(row, alpha, parts[k], sums);
            }
            for (int x = 0; x < out.length; x++) {
                out[x] = pixel(sums, across.first()[x] * 4, across.parts()[x]);
            }
            result.getRaster().setDataElements(0, y, out.length, 1, out);
        }
    }

    private static void add(int[] row, boolean alpha, float part, float[] sums) {
        for (int x = 0, i = 0; x < row.length; x++, i += 4) {
            int p = row[x];
            int a = alpha ? p >>> 24 : 255;
            if (a == 0) {
                continue;
            }
            float share = part * a / 255;
            sums[i] += share;
            sums[i + 1] += share * LIGHT[plain(p >> 16 & 0xFF, a)];
            sums[i + 2] += share * LIGHT[plain(p >> 8 & 0xFF, a)];
            sums[i + 3] += share * LIGHT[plain(p & 0xFF, a)];
        }
    }

    private static int plain(int premultiplied, int alpha) {
        return alpha == 255 ? premultiplied : Math.min(255, premultiplied * 255 / alpha);
    }

    private static int pixel(float[] sums, int from, float[] parts) {
        float a = 0;
        float r = 0;
        float g = 0;
        float b = 0;
        for (int k = 0, i = from; k < parts.length; k++, i += 4) {
            a += sums[i] * parts[k];
            r += sums[i + 1] * parts[k];
            g += sums[i + 2] * parts[k];
            b += sums[i + 3] * parts[k];
        }
        int most = Math.clamp(Math.round(a * 255), 0, 255);
        return most == 0
                ? 0
                : most << 24
                        | sample(r / a, most) << 16
                        | sample(g / a, most) << 8
                        | sample(b / a, most);
    }

    private static int sample(float light, int alpha) {
        int at = (int) Math.round(4096 * Math.sqrt(Math.clamp(light, 0f, 1f)));
        return ((SAMPLES[at] & 0xFF) * alpha + 127) / 255;
    }
}
