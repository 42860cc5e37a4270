package dev.atelier.robots.codec;

import java.awt.Color;
import java.awt.image.BufferedImage;

/** The samples of a picture as 8-bit pixels for a writer. */
final class Samples8 {
    private Samples8() {}

    /** Ready to store beside the encoding's profile, or as sRGB when it has none. */
    static BufferedImage of(BufferedImage image, Encoding encoding) {
        return encoding.iccProfile() == null ? Srgb8.of(image, null) : Srgb8.samples(image);
    }

    /** The same without transparency: laid on the encoding's background. */
    static BufferedImage opaque(BufferedImage image, Encoding encoding) {
        return flatten(of(image, encoding), encoding.background());
    }

    private static BufferedImage flatten(BufferedImage image, Color background) {
        if (!image.getColorModel().hasAlpha()) {
            return image;
        }
        var out =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        int[] from = Pixels.of(image);
        int[] to = Pixels.of(out);
        int r = background.getRed();
        int g = background.getGreen();
        int b = background.getBlue();
        for (int i = 0; i < from.length; i++) {
            int p = from[i];
            int a = p >>> 24;
            to[i] =
                    over(p >> 16 & 0xFF, r, a) << 16
                            | over(p >> 8 & 0xFF, g, a) << 8
                            | over(p & 0xFF, b, a);
        }
        return out;
    }

    private static int over(int top, int bottom, int alpha) {
        return (top * alpha + bottom * (255 - alpha) + 127) / 255;
    }
}
