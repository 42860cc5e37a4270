package dev.atelier.robots.image.cutout;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** Makes the background of a picture transparent, or all but the background. */
public final class Cutout {
    private static final int LONGEST = 256;
    private static final float[] LINEAR = linear();

    private Cutout() {}

    /**
     * @param picture of 8-bit sRGB
     * @param subject whether the subject stays, else the background
     * @return TYPE_INT_ARGB
     */
    public static BufferedImage of(BufferedImage picture, boolean subject) throws IOException {
        LabPicture small = LabPicture.of(picture, LONGEST);
        float[] mask = new Segmentation(small).run();
        var guided = new GuidedMask(small, mask);
        int width = picture.getWidth();
        int height = picture.getHeight();
        var out = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            picture.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                float share = guided.at((x + 0.5f) / width, (y + 0.5f) / height, lightness(row[x]));
                float kept = subject ? share : 1 - share;
                int alpha = Math.round((row[x] >>> 24) * kept);
                row[x] = alpha == 0 ? 0 : (alpha << 24) | (row[x] & 0xffffff);
            }
            out.setRGB(0, y, width, 1, row, 0, width);
        }
        return out;
    }

    /** Close to OKLab's, which is the cube root of luminance for greys. */
    private static float lightness(int rgb) {
        float r = LINEAR[rgb >> 16 & 0xff];
        float g = LINEAR[rgb >> 8 & 0xff];
        float b = LINEAR[rgb & 0xff];
        return (float) Math.cbrt(0.2126f * r + 0.7152f * g + 0.0722f * b);
    }

    private static float[] linear() {
        var table = new float[256];
        for (int i = 0; i < table.length; i++) {
            double v = i / 255.0;
            table[i] = (float) (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
        }
        return table;
    }
}
