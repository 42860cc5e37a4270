package dev.atelier.robots.codec;

import net.coobird.thumbnailator.resizers.Resizer;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.util.ArrayDeque;

/**
 * Resizes pictures of type TYPE_INT_RGB and TYPE_INT_ARGB_PRE, columns first. Source rows are read
 * once, each is added to the result rows it has a part in; a result row is finished with the last
 * source row it needs.
 *
 * @param part of the source, the only one that is looked at
 */
record SmoothResizer(Rectangle2D.Double part) implements Resizer {

    /** A result row in the making: channel after channel, as wide as the source. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(int index, float[] sums) {}

    @Override
    public void resize(BufferedImage source, BufferedImage result) {
        boolean alpha = source.getColorModel().hasAlpha();
        int channels = alpha ? 4 : 3;
        int width = source.getWidth();
        Weights across = Weights.of(part.x, part.width, width, result.getWidth());
        Weights down = Weights.of(part.y, part.height, source.getHeight(), result.getHeight());
        int[] pixels = new int[width];
        float[] samples = new float[width * channels];
        var open = new ArrayDeque<Row>();
        int next = 0;
        for (int y = down.first()[0]; y <= down.last(result.getHeight() - 1); y++) {
            source.getRaster().getDataElements(0, y, width, 1, pixels);
            for (int c = 0; c < channels; c++) {
                unpack(pixels, 8 * c, samples, c * width);
            }
            while (next < result.getHeight() && down.first()[next] <= y) {
                open.add(new Row(next++, new float[samples.length]));
            }
            for (Row row : open) {
                add(samples, down.parts()[row.index()][y - down.first()[row.index()]], row.sums());
            }
            while (!open.isEmpty() && down.last(open.peek().index()) == y) {
                finish(open.remove(), across, width, alpha, result.getRaster());
            }
        }
    }

    private static void unpack(int[] pixels, int shift, float[] samples, int offset) {
        for (int x = 0; x < pixels.length; x++) {
            samples[offset + x] = (pixels[x] >> shift) & 0xff;
        }
    }

    private static void add(float[] samples, float part, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += samples[i] * part;
        }
    }

    private static void finish(
            Row row, Weights across, int width, boolean alpha, WritableRaster result) {
        float[] sums = row.sums();
        int[] pixels = new int[result.getWidth()];
        for (int x = 0; x < pixels.length; x++) {
            int from = across.first()[x];
            float[] parts = across.parts()[x];
            float blue = 0;
            float green = 0;
            float red = 0;
            for (int k = 0; k < parts.length; k++) {
                float part = parts[k];
                blue += sums[from + k] * part;
                green += sums[from + k + width] * part;
                red += sums[from + k + 2 * width] * part;
            }
            int most = alpha ? opacity(sums, from + 3 * width, parts) : 255;
            pixels[x] =
                    most << 24
                            | sample(red, most) << 16
                            | sample(green, most) << 8
                            | sample(blue, most);
        }
        result.setDataElements(0, row.index(), pixels.length, 1, pixels);
    }

    private static int opacity(float[] sums, int from, float[] parts) {
        float sum = 0;
        for (int k = 0; k < parts.length; k++) {
            sum += sums[from + k] * parts[k];
        }
        return sample(sum, 255);
    }

    /** Premultiplied colours must not exceed their alpha, hence the limit. */
    private static int sample(float value, int most) {
        return Math.clamp((int) (value + 0.5f), 0, most);
    }
}
