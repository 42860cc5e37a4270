package dev.atelier.robots.generate;

import org.jspecify.annotations.Nullable;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Writes sRGB pixels as samples of another picture: its bit depth, its channels, its profile. */
final class SamplePen {
    private final WritableRaster target;
    private final int colours;
    private final boolean alpha;
    private final int scale;
    private final @Nullable ColorConvertOp conversion;

    private SamplePen(BufferedImage picture, @Nullable ColorConvertOp conversion) {
        this.target = picture.getRaster();
        this.colours = picture.getColorModel().getNumColorComponents();
        this.alpha = picture.getColorModel().hasAlpha();
        this.scale = picture.getColorModel().getComponentSize(0) == 16 ? 257 : 1;
        this.conversion = conversion;
    }

    /**
     * @param profile of the picture's samples; sRGB when null or of no use
     */
    static SamplePen of(BufferedImage picture, byte @Nullable [] profile) {
        return new SamplePen(picture, profile == null ? null : conversion(picture, profile));
    }

    private static @Nullable ColorConvertOp conversion(BufferedImage picture, byte[] profile) {
        try {
            ICC_Profile to = ICC_Profile.getInstance(profile);
            if (to.getNumComponents() != picture.getColorModel().getNumColorComponents()) {
                return null;
            }
            ICC_Profile from = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
            return new ColorConvertOp(new ICC_Profile[] {from, to}, null);
        } catch (IllegalArgumentException | CMMException unusable) {
            return null;
        }
    }

    /** Writes {@code count} pixels of the row from {@code x} on. */
    void write(int[] argbRow, int x, int y, int count) {
        int[] colour =
                conversion == null ? straight(argbRow, x, count) : converted(argbRow, x, count);
        int bands = target.getNumBands();
        int[] samples = new int[count * bands];
        for (int i = 0; i < count; i++) {
            System.arraycopy(colour, i * colours, samples, i * bands, colours);
            if (alpha) {
                samples[i * bands + colours] = (argbRow[x + i] >>> 24) * scale;
            }
        }
        target.setPixels(x, y, count, 1, samples);
    }

    private int[] straight(int[] argb, int x, int count) {
        int[] samples = new int[count * colours];
        for (int i = 0; i < count; i++) {
            int red = argb[x + i] >> 16 & 0xff;
            int green = argb[x + i] >> 8 & 0xff;
            int blue = argb[x + i] & 0xff;
            if (colours == 1) {
                samples[i] = luma(red, green, blue) * scale;
            } else {
                samples[3 * i] = red * scale;
                samples[3 * i + 1] = green * scale;
                samples[3 * i + 2] = blue * scale;
            }
        }
        return samples;
    }

    /** Neutral stays what it is: the weights add up to one. */
    private static int luma(int red, int green, int blue) {
        return (2126 * red + 7152 * green + 722 * blue + 5000) / 10_000;
    }

    private int[] converted(int[] argb, int x, int count) {
        WritableRaster from =
                Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, count, 1, 3, null);
        for (int i = 0; i < count; i++) {
            from.setSample(i, 0, 0, (argb[x + i] >> 16 & 0xff) * 257);
            from.setSample(i, 0, 1, (argb[x + i] >> 8 & 0xff) * 257);
            from.setSample(i, 0, 2, (argb[x + i] & 0xff) * 257);
        }
        WritableRaster to =
                Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, count, 1, colours, null);
        @Nullable ColorConvertOp op = conversion;
        if (op != null) {
            op.filter(from, to);
        }
        int[] samples = to.getPixels(0, 0, count, 1, (int[]) null);
        if (scale == 1) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (samples[i] + 128) / 257;
            }
        }
        return samples;
    }
}
