package dev.atelier.robots.generate.engine.painter;

import dev.atelier.core.robot.Bands;
import dev.atelier.robots.generate.engine.painter.scene.Scene;

import java.awt.image.BufferedImage;

/** Paints and compares small pictures for the tests. */
final class Pictures {
    private Pictures() {}

    static Scene scene(String prompt) {
        return new PromptReader().read(prompt, null).scene();
    }

    static BufferedImage paint(String prompt, int width, int height, long seed) {
        return new ScenePainter().paint(scene(prompt), width, height, seed, Bands.SEQUENTIAL);
    }

    static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    static double difference(BufferedImage a, BufferedImage b) {
        int[] p = pixels(a);
        int[] q = pixels(b);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                sum += Math.abs((p[i] >> shift & 255) - (q[i] >> shift & 255));
            }
        }
        return sum / p.length / 3;
    }

    static double luminance(BufferedImage image) {
        double sum = 0;
        for (int p : pixels(image)) {
            sum += 0.299 * (p >> 16 & 255) + 0.587 * (p >> 8 & 255) + 0.114 * (p & 255);
        }
        return sum / image.getWidth() / image.getHeight();
    }

    /** 64 bits: whether each cell of nine by eight is brighter than its right neighbour. */
    static long perceptualHash(BufferedImage image) {
        long hash = 0;
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) {
                boolean falls = cell(image, column, row) > cell(image, column + 1, row);
                hash = hash << 1 | (falls ? 1 : 0);
            }
        }
        return hash;
    }

    private static double cell(BufferedImage image, int column, int row) {
        int x0 = column * image.getWidth() / 9;
        int x1 = (column + 1) * image.getWidth() / 9;
        int y0 = row * image.getHeight() / 8;
        int y1 = (row + 1) * image.getHeight() / 8;
        return luminance(image.getSubimage(x0, y0, x1 - x0, y1 - y0));
    }
}
