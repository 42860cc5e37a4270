package dev.atelier.robots.generate.engine;

import java.awt.image.BufferedImage;

/** Pictures as rows of ARGB numbers and back, without touching a sample. */
final class Argb {
    private static final int OPAQUE = 0xff << 24;

    private Argb() {}

    /**
     * @param picture TYPE_INT_RGB or TYPE_INT_ARGB
     */
    static int[] of(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getRaster().getDataElements(0, 0, width, height, pixels);
        if (!picture.getColorModel().hasAlpha()) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] |= OPAQUE;
            }
        }
        return pixels;
    }

    static BufferedImage image(int[] pixels, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        image.getRaster().setDataElements(0, 0, width, height, pixels);
        return image;
    }
}
