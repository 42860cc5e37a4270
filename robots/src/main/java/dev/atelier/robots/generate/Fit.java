package dev.atelier.robots.generate;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Brings a picture to an exact size: cut to its shape round the middle, then scaled. */
final class Fit {
    private Fit() {}

    /**
     * @param picture 8-bit sRGB
     */
    static BufferedImage cover(BufferedImage picture, PictureSize size) {
        if (picture.getWidth() == size.width() && picture.getHeight() == size.height()) {
            return picture;
        }
        BufferedImage current = cut(picture, size.ratio().value());
        while (current.getWidth() > 2 * size.width() && current.getHeight() > 2 * size.height()) {
            current = scaled(current, current.getWidth() / 2, current.getHeight() / 2);
        }
        return scaled(current, size.width(), size.height());
    }

    private static BufferedImage cut(BufferedImage picture, double ratio) {
        int width = (int) Math.round(Math.min(picture.getWidth(), picture.getHeight() * ratio));
        int height = (int) Math.round(Math.min(picture.getHeight(), picture.getWidth() / ratio));
        width = Math.max(1, width);
        height = Math.max(1, height);
        return picture.getSubimage(
                (picture.getWidth() - width) / 2,
                (picture.getHeight() - height) / 2,
                width,
                height);
    }

    private static BufferedImage scaled(BufferedImage picture, int width, int height) {
        boolean alpha = picture.getColorModel().hasAlpha();
        var out =
                new BufferedImage(
                        width,
                        height,
                        alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = out.createGraphics();
        pen.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(picture, 0, 0, width, height, null);
        pen.dispose();
        return out;
    }
}
