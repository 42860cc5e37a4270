package dev.atelier.robots.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.atelier.core.instructions.OutputMeta;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.meta.PixelEntries;

import io.trbl.blurhash.BlurHash;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * Times transparency, dominant colours and BlurHash of a decoded picture of one megapixel, beside
 * BlurHash alone on the full picture.
 */
public final class PixelEntriesBench {
    private static final int SIDE = 1024;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final OutputMeta WANTED =
            OutputMeta.of("has_transparency", "dominant_colors", "blurhash");

    private PixelEntriesBench() {}

    /** Prints medians of processor time in milliseconds. */
    public static void main(String[] arguments) throws IOException {
        var codec = new Codec(PixelLimits.DEFAULT);
        BufferedImage photo = Codec.srgb8(codec.decode(Corpus.file("orientation/Landscape_1.jpg")));
        for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB}) {
            BufferedImage square = square(photo, type);
            double ours =
                    median(
                            100,
                            () ->
                                    PixelEntries.add(
                                            square, WANTED, JsonNodeFactory.instance.objectNode()));
            double full = median(5, () -> BlurHash.encode(square, 4, 3));
            System.out.printf(
                    "%s  all entries %.2f ms   blurhash-java on the full picture %.1f ms   ratio"
                            + " %.4f%n",
                    type == BufferedImage.TYPE_INT_RGB ? "RGB " : "ARGB", ours, full, ours / full);
        }
    }

    private static double median(int rounds, Runnable work) {
        double[] times = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = CPU.getCurrentThreadCpuTime();
            work.run();
            times[i] = (CPU.getCurrentThreadCpuTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[rounds / 2];
    }

    private static BufferedImage square(BufferedImage photo, int type) {
        var out = new BufferedImage(SIDE, SIDE, type);
        Graphics2D graphics = out.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(photo, 0, 0, SIDE, SIDE, null);
        graphics.dispose();
        return out;
    }
}
