package dev.atelier.robots.codec;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reduces an sRGB picture to a palette: exactly when it has few colours, else by an adaptive
 * palette with error diffusion. Pixels of less than half alpha become the one transparent entry.
 */
final class Quantiser {
    private static final int HALF = 128;

    private Quantiser() {}

    static BufferedImage indexed(BufferedImage srgb) {
        int[] pixels = Pixels.of(srgb).clone();
        boolean holes = cut(pixels, srgb.getColorModel().hasAlpha());
        int room = holes ? 255 : 256;
        Map<Integer, Integer> exact = few(pixels, room);
        int[] palette =
                exact.isEmpty() ? Palette.of(histogram(pixels), room) : new int[exact.size()];
        exact.forEach((colour, index) -> palette[index] = colour);
        int size = Math.max(1, palette.length + (holes ? 1 : 0));
        var out =
                new BufferedImage(
                        srgb.getWidth(),
                        srgb.getHeight(),
                        BufferedImage.TYPE_BYTE_INDEXED,
                        model(palette, size, holes));
        byte[] indexes = ((DataBufferByte) out.getRaster().getDataBuffer()).getData();
        if (exact.isEmpty() && palette.length > 0) {
            new Dither(palette, srgb.getWidth()).apply(pixels, indexes);
        } else {
            for (int i = 0; i < pixels.length; i++) {
                int index = pixels[i] == 0 ? palette.length : exact.getOrDefault(pixels[i], 0);
                indexes[i] = (byte) index;
            }
        }
        return out;
    }

    /** Makes every pixel fully opaque or 0; tells whether there are any of the latter. */
    static boolean cut(int[] pixels, boolean alpha) {
        boolean holes = false;
        for (int i = 0; i < pixels.length; i++) {
            boolean hole = alpha && pixels[i] >>> 24 < HALF;
            pixels[i] = hole ? 0 : pixels[i] | 0xFF000000;
            holes |= hole;
        }
        return holes;
    }

    /** Each colour with its number, or nothing when there are more than fit. */
    private static Map<Integer, Integer> few(int[] pixels, int room) {
        Map<Integer, Integer> found = new HashMap<>();
        int last = 0;
        for (int p : pixels) {
            if (p != last && p != 0) {
                found.putIfAbsent(p, found.size());
                if (found.size() > room) {
                    return Map.of();
                }
            }
            last = p;
        }
        return found;
    }

    private static Histogram histogram(int[] pixels) {
        var histogram = new Histogram();
        for (int p : pixels) {
            if (p != 0) {
                histogram.add(p);
            }
        }
        return histogram;
    }

    private static IndexColorModel model(int[] palette, int size, boolean holes) {
        int[] colours = Arrays.copyOf(palette, size);
        return new IndexColorModel(
                8, size, colours, 0, holes, holes ? palette.length : -1, DataBuffer.TYPE_BYTE);
    }
}
