package dev.atelier.robots.codec;

import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/** One row of samples of any depth, read out as 8 bits. */
final class SampleRow {
    private final Raster raster;
    private final boolean real;
    private final boolean signed;
    private final int[] max;
    private final int[] ints;
    private final float[] floats;

    SampleRow(Raster raster, ColorModel model, int width) {
        this.raster = raster;
        int type = raster.getTransferType();
        real = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
        signed = type == DataBuffer.TYPE_SHORT;
        int bands = raster.getNumBands();
        max = new int[bands];
        for (int b = 0; b < bands; b++) {
            max[b] = (int) ((1L << Math.min(31, model.getComponentSize(b))) - 1);
        }
        ints = new int[real ? 0 : width * bands];
        floats = new float[real ? width * bands : 0];
    }

    void load(int y) {
        int x0 = raster.getMinX();
        int y0 = raster.getMinY() + y;
        if (real) {
            raster.getPixels(x0, y0, raster.getWidth(), 1, floats);
        } else {
            raster.getPixels(x0, y0, raster.getWidth(), 1, ints);
        }
    }

    int colour(int at, int band) {
        if (real) {
            return (int) (Math.clamp(floats[at], 0f, 1f) * 255 + 0.5f);
        }
        int value = ints[at];
        if (max[band] == 255) {
            return value & 0xFF;
        }
        long unsigned = signed ? Math.max(0, value) * 2L : value & 0xFFFFFFFFL;
        return (int) Math.min(255, (unsigned * 255 + max[band] / 2) / max[band]);
    }

    /** As a colour, but only a full alpha becomes 255. */
    int alpha(int at, int band) {
        boolean full = real ? floats[at] >= 1f : ints[at] == max[band];
        return full ? 255 : Math.min(254, colour(at, band));
    }
}
