package dev.atelier.robots.generate;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.util.stream.IntStream;

/**
 * Puts the untouched part of a picture back, whatever was done to it: a copy of the source's own
 * samples in which only the pixels of the mask are new. Bit depth, grey or colour, alpha and
 * profile stay those of the source; a palette becomes plain RGB, since new colours are not in it.
 */
public final class Composite {
    private Composite() {}

    /**
     * @param source upright, in the samples of its file
     * @param fallback the same as 8-bit sRGB, used when the samples cannot be written directly
     * @param made of the source's size, sRGB; a transparent pixel of it stays transparent only if
     *     the source has alpha
     * @param profile describes the source's samples; null for sRGB
     */
    public static BufferedImage of(
            BufferedImage source,
            BufferedImage fallback,
            BufferedImage made,
            CanonicalMask mask,
            byte @Nullable [] profile) {
        BufferedImage out = base(source, fallback);
        var pen = SamplePen.of(out, keepsSamples(source) ? profile : null);
        int[] argb = new int[out.getWidth()];
        for (int y = 0; y < out.getHeight(); y++) {
            made.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
            int x = 0;
            while (x < argb.length) {
                int end = runEnd(mask, x, y);
                if (end > x) {
                    pen.write(argb, x, y, end - x);
                }
                x = Math.max(end, x + 1);
            }
        }
        return out;
    }

    /** Whether the result's samples mean what the source's did, so that its profile fits them. */
    public static boolean keepsSamples(BufferedImage source) {
        return writable(source) || source.getColorModel() instanceof IndexColorModel;
    }

    /** A copy of the source; a palette is spelled out, colours under full transparency included. */
    private static BufferedImage base(BufferedImage source, BufferedImage fallback) {
        if (source.getColorModel() instanceof IndexColorModel palette) {
            return palette.convertToIntDiscrete(source.getRaster(), palette.hasAlpha());
        }
        BufferedImage kept = writable(source) ? source : fallback;
        return new BufferedImage(kept.getColorModel(), kept.copyData(null), false, null);
    }

    private static int runEnd(CanonicalMask mask, int x, int y) {
        int end = x;
        while (end < mask.width() && mask.edits(end, y)) {
            end++;
        }
        return end;
    }

    /** Straight 8 or 16 bit samples of grey or RGB, with or without alpha. */
    private static boolean writable(BufferedImage picture) {
        ColorModel model = picture.getColorModel();
        boolean plain = model instanceof ComponentColorModel || model instanceof DirectColorModel;
        int bits = model.getComponentSize(0);
        int colours = model.getNumColorComponents();
        return plain
                && !model.isAlphaPremultiplied()
                && (colours == 1 || colours == 3)
                && (bits == 8 || bits == 16)
                && IntStream.of(model.getComponentSize()).allMatch(size -> size == bits)
                && integers(picture.getSampleModel().getDataType());
    }

    private static boolean integers(int dataType) {
        return dataType == DataBuffer.TYPE_BYTE
                || dataType == DataBuffer.TYPE_USHORT
                || dataType == DataBuffer.TYPE_INT;
    }
}
