package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.PictureSize;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * Puts a picture whole into the middle of a frame of another shape, so that a result in that frame,
 * cut to the picture's shape round the middle, lies exactly over the picture.
 */
final class Framed {
    private Framed() {}

    /** Round it the picture itself is stretched, so that the frame has no hard edge to paint. */
    static BufferedImage picture(BufferedImage picture, PictureSize frame) {
        var out = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = out.createGraphics();
        pen.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(picture, 0, 0, frame.width(), frame.height(), null);
        middle(pen, picture, frame);
        return out;
    }

    /** Round it everything is kept. */
    static BufferedImage mask(BufferedImage mask, PictureSize frame, int keep) {
        var out = new BufferedImage(frame.width(), frame.height(), mask.getType());
        int[] row = new int[frame.width()];
        java.util.Arrays.fill(row, keep);
        out.setRGB(0, 0, frame.width(), frame.height(), row, 0, 0);
        Graphics2D pen = out.createGraphics();
        pen.setComposite(java.awt.AlphaComposite.Src);
        pen.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        middle(pen, mask, frame);
        return out;
    }

    private static void middle(Graphics2D pen, BufferedImage picture, PictureSize frame) {
        double scale =
                Math.min(
                        (double) frame.width() / picture.getWidth(),
                        (double) frame.height() / picture.getHeight());
        int width = (int) Math.round(picture.getWidth() * scale);
        int height = (int) Math.round(picture.getHeight() * scale);
        pen.drawImage(
                picture,
                (frame.width() - width) / 2,
                (frame.height() - height) / 2,
                width,
                height,
                null);
        pen.dispose();
    }
}
