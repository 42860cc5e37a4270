package dev.atelier.robots.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferUShort;
import java.lang.foreign.MemorySegment;

/** Pixels in the memory of libheif, one sample after the other: red, green, blue, perhaps alpha. */
record HeifPixels(
        HeifSession.Plane plane, int width, int height, boolean alpha, boolean multiplied) {

    private int channels() {
        return alpha ? 4 : 3;
    }

    /** Of a byte a sample: TYPE_INT_RGB or TYPE_INT_ARGB. */
    BufferedImage plain() {
        int type =
                multiplied
                        ? BufferedImage.TYPE_INT_ARGB_PRE
                        : alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        var image = new BufferedImage(width, height, type);
        int[] pixels = Pixels.of(image);
        byte[] row = new byte[width * channels()];
        for (int y = 0; y < height; y++) {
            read(y, row);
            for (int x = 0, i = 0; x < width; x++, i += channels()) {
                pixels[y * width + x] =
                        (alpha ? row[i + 3] << 24 : 0xFF000000)
                                | (row[i] & 0xFF) << 16
                                | (row[i + 1] & 0xFF) << 8
                                | (row[i + 2] & 0xFF);
            }
        }
        return divided(image);
    }

    private void read(int y, byte[] row) {
        MemorySegment.copy(
                plane.pixels(), JAVA_BYTE, (long) y * plane.stride(), row, 0, row.length);
    }

    /** The colours of the picture without its transparency in them. */
    private BufferedImage divided(BufferedImage image) {
        if (!multiplied) {
            return image;
        }
        ColorModel model = image.getColorModel().coerceData(image.getRaster(), false);
        return new BufferedImage(model, image.getRaster(), false, null);
    }

    /**
     * Of two bytes a sample, the lower first: samples of 16 bits.
     *
     * @param bits that each sample has
     */
    BufferedImage deep(int bits) {
        ColorModel model =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_sRGB),
                        alpha,
                        multiplied,
                        alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                        DataBuffer.TYPE_USHORT);
        var raster = model.createCompatibleWritableRaster(width, height);
        short[] samples = ((DataBufferUShort) raster.getDataBuffer()).getData();
        byte[] row = new byte[2 * width * channels()];
        for (int y = 0, o = 0; y < height; y++) {
            read(y, row);
            for (int i = 0; i < row.length; i += 2) {
                int sample = (row[i] & 0xFF) | (row[i + 1] & 0xFF) << 8;
                samples[o++] = (short) (sample << (16 - bits) | sample >> (2 * bits - 16));
            }
        }
        return divided(new BufferedImage(model, raster, multiplied, null));
    }

    /** Puts in 8-bit pixels. */
    void fill(int[] pixels) {
        byte[] row = new byte[width * channels()];
        for (int y = 0; y < height; y++) {
            for (int x = 0, i = 0; x < width; x++) {
                int pixel = pixels[y * width + x];
                row[i++] = (byte) (pixel >> 16);
                row[i++] = (byte) (pixel >> 8);
                row[i++] = (byte) pixel;
                if (alpha) {
                    row[i++] = (byte) (pixel >> 24);
                }
            }
            MemorySegment.copy(
                    row, 0, plane.pixels(), JAVA_BYTE, (long) y * plane.stride(), row.length);
        }
    }
}
