package dev.atelier.robots.codec;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;

/** How the samples of a picture lie in the rows of a PNG. */
final class PngLayout {
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int ALPHA = 4;

    private final BufferedImage image;
    private final int type;
    private final int bits;
    private final int channels;
    private final int[] samples;

    private PngLayout(BufferedImage image, int type, int bits, int channels) {
        this.image = image;
        this.type = type;
        this.bits = bits;
        this.channels = channels;
        this.samples = new int[image.getWidth() * image.getRaster().getNumBands()];
    }

    static PngLayout of(BufferedImage image, Encoding encoding) {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel palette && palette.getMapSize() <= 256) {
            return new PngLayout(image, PALETTE, 8, 1);
        }
        boolean sixteen = wide(image);
        boolean eight =
                image.getRaster().getTransferType() == DataBuffer.TYPE_BYTE && even(model, 8);
        int space = model.getColorSpace().getType();
        boolean known = space == ColorSpace.TYPE_RGB || space == ColorSpace.TYPE_GRAY;
        if ((!sixteen && !eight) || !known || model.isAlphaPremultiplied()) {
            BufferedImage plain = Samples8.of(image, encoding);
            return layout(plain, 8);
        }
        return layout(image, sixteen ? 16 : 8);
    }

    private static PngLayout layout(BufferedImage image, int bits) {
        ColorModel model = image.getColorModel();
        boolean grey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int type = (grey ? GREY : RGB) + (model.hasAlpha() ? ALPHA : 0);
        return new PngLayout(image, type, bits, model.getNumComponents());
    }

    private static boolean wide(BufferedImage image) {
        return image.getRaster().getTransferType() == DataBuffer.TYPE_USHORT
                && even(image.getColorModel(), 16);
    }

    private static boolean even(ColorModel model, int bits) {
        for (int size : model.getComponentSize()) {
            if (size != bits) {
                return false;
            }
        }
        return true;
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    boolean indexed() {
        return type == PALETTE;
    }

    /** Bytes from one pixel to the next. */
    int step() {
        return channels * bits / 8;
    }

    int rowBytes() {
        return image.getWidth() * step();
    }

    byte[] header(boolean interlaced) {
        return ByteBuffer.allocate(13)
                .putInt(image.getWidth())
                .putInt(image.getHeight())
                .put((byte) bits)
                .put((byte) type)
                .putShort((short) 0)
                .put((byte) (interlaced ? 1 : 0))
                .array();
    }

    void palette(PngChunks chunks) throws IOException {
        if (!(image.getColorModel() instanceof IndexColorModel model)) {
            return;
        }
        int size = model.getMapSize();
        byte[] colours = new byte[size * 3];
        byte[] alphas = new byte[size];
        for (int i = 0; i < size; i++) {
            colours[3 * i] = (byte) model.getRed(i);
            colours[3 * i + 1] = (byte) model.getGreen(i);
            colours[3 * i + 2] = (byte) model.getBlue(i);
            alphas[i] = (byte) model.getAlpha(i);
        }
        chunks.write("PLTE", colours);
        if (model.hasAlpha()) {
            chunks.write("tRNS", alphas);
        }
    }

    /** Fills in one row of samples, in the byte order of a PNG. */
    void row(int y, byte[] out) {
        var raster = image.getRaster();
        if (raster.getTransferType() == DataBuffer.TYPE_INT) {
            raster.getDataElements(
                    raster.getMinX(), raster.getMinY() + y, image.getWidth(), 1, samples);
            unpack(out);
            return;
        }
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, image.getWidth(), 1, samples);
        if (bits == 16) {
            for (int i = 0, o = 0; i < samples.length; i++) {
                out[o++] = (byte) (samples[i] >> 8);
                out[o++] = (byte) samples[i];
            }
        } else {
            for (int i = 0; i < samples.length; i++) {
                out[i] = (byte) samples[i];
            }
        }
    }

    /** Pixels of {@link Samples8}: alpha, red, green, blue from the top. */
    private void unpack(byte[] out) {
        int width = image.getWidth();
        for (int x = 0, o = 0; x < width; x++, o += channels) {
            int pixel = samples[x];
            out[o] = (byte) (pixel >> 16);
            out[o + 1] = (byte) (pixel >> 8);
            out[o + 2] = (byte) pixel;
            if (channels == 4) {
                out[o + 3] = (byte) (pixel >> 24);
            }
        }
    }
}
