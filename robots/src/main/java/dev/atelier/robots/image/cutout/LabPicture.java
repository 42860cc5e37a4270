package dev.atelier.robots.image.cutout;

import dev.atelier.robots.codec.Resampler;

import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * A small copy of a picture in OKLab, the colour space of Björn Ottosson (2020).
 *
 * @param lab lightness, green-red and blue-yellow of each pixel in turn
 * @param opacity 0 to 1, of each pixel
 */
@SuppressWarnings("ArrayRecordComponent")
record LabPicture(int width, int height, float[] lab, float[] opacity) {

    static LabPicture of(BufferedImage picture, int longest) throws IOException {
        double scale =
                Math.min(1, longest / (double) Math.max(picture.getWidth(), picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        BufferedImage small = Resampler.resize(picture, width, height);
        int[] pixels = small.getRGB(0, 0, width, height, null, 0, width);
        var lab = new float[pixels.length * 3];
        var opacity = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            opacity[i] = (pixels[i] >>> 24) / 255f;
            convert(pixels[i], lab, 3 * i);
        }
        return new LabPicture(width, height, lab, opacity);
    }

    private static void convert(int rgb, float[] lab, int at) {
        double r = linear(rgb >> 16 & 0xff);
        double g = linear(rgb >> 8 & 0xff);
        double b = linear(rgb & 0xff);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        lab[at] = (float) (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s);
        lab[at + 1] = (float) (1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s);
        lab[at + 2] = (float) (0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
    }

    private static double linear(int sample) {
        double v = sample / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    int size() {
        return width * height;
    }

    /** The squared distance of two pixels' colours. */
    float distance(int i, int j) {
        float l = lab[3 * i] - lab[3 * j];
        float a = lab[3 * i + 1] - lab[3 * j + 1];
        float b = lab[3 * i + 2] - lab[3 * j + 2];
        return l * l + 4 * (a * a + b * b);
    }

    /** How far a pixel is from the nearest edge of the picture, 0 to 1 at the middle. */
    float depth(int i) {
        int x = i % width;
        int y = i / width;
        float across = Math.min(x, width - 1 - x) / (width / 2f);
        float down = Math.min(y, height - 1 - y) / (height / 2f);
        return Math.min(1, Math.min(across, down));
    }
}
