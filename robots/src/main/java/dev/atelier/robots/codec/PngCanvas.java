package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.Arrays;

/** The picture that the rows of a PNG with 8 bits a sample make up. */
interface PngCanvas {
    /** Samples of a pixel. */
    int step();

    void row(int y, byte[] samples);

    /** Once all rows are there. */
    BufferedImage image();

    static PngCanvas rgb(int width, int height) {
        return new Colour(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), 3);
    }

    static PngCanvas rgba(int width, int height) {
        return new Colour(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), 4);
    }

    static PngCanvas grey(int width, int height) {
        return new Single(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY));
    }

    /** Numbers that the palette does not have are black, as in most readers. */
    static PngCanvas palette(
            int width, int height, byte @Nullable [] colours, byte @Nullable [] alphas)
            throws PictureException {
        if (colours == null || colours.length < 3 || colours.length % 3 != 0) {
            throw new PictureException("The PNG has no sound palette.");
        }
        int[] entries = new int[256];
        Arrays.fill(entries, 0xFF000000);
        for (int i = 0; i < colours.length / 3; i++) {
            int alpha = alphas != null && i < alphas.length ? alphas[i] & 0xFF : 255;
            entries[i] =
                    (alpha << 24)
                            | ((colours[3 * i] & 0xFF) << 16)
                            | ((colours[3 * i + 1] & 0xFF) << 8)
                            | (colours[3 * i + 2] & 0xFF);
        }
        return new Numbered(width, height, entries, colours.length / 3, alphas != null);
    }

    /** Red, green, blue and perhaps alpha. */
    record Colour(BufferedImage image, int step) implements PngCanvas {
        @Override
        public void row(int y, byte[] samples) {
            int[] pixels = Pixels.of(image);
            int from = y * image.getWidth();
            int to = from + image.getWidth();
            for (int o = from, i = 0; o < to; o++, i += step) {
                int alpha = step == 4 ? samples[i + 3] << 24 : 0xFF000000;
                pixels[o] =
                        alpha
                                | ((samples[i] & 0xFF) << 16)
                                | ((samples[i + 1] & 0xFF) << 8)
                                | (samples[i + 2] & 0xFF);
            }
        }
    }

    /** One sample a pixel, as it is stored. */
    record Single(BufferedImage image) implements PngCanvas {
        @Override
        public int step() {
            return 1;
        }

        @Override
        public void row(int y, byte[] samples) {
            byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            System.arraycopy(samples, 0, bytes, y * samples.length, samples.length);
        }
    }

    /** Numbers of a palette, which is known to hold them all only at the end. */
    final class Numbered implements PngCanvas {
        private final Single whole;
        private final int[] entries;
        private final boolean alpha;
        private int size;

        Numbered(int width, int height, int[] entries, int size, boolean alpha) {
            this.whole = new Single(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY));
            this.entries = entries;
            this.size = size;
            this.alpha = alpha;
        }

        @Override
        public int step() {
            return 1;
        }

        @Override
        public void row(int y, byte[] samples) {
            for (byte each : samples) {
                size = Math.max(size, (each & 0xFF) + 1);
            }
            whole.row(y, samples);
        }

        @Override
        public BufferedImage image() {
            var model = new IndexColorModel(8, size, entries, 0, alpha, -1, DataBuffer.TYPE_BYTE);
            var raster = whole.image().getRaster();
            return new BufferedImage(model, raster, false, null);
        }
    }
}
