package dev.atelier.robots.codec;

import net.coobird.thumbnailator.Thumbnails;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** Brings 8-bit pictures to another size. Colours under full transparency never bleed out. */
public final class Resampler {
    private Resampler() {}

    /**
     * Exactly this size, whatever the ratio; the picture itself when it has it already.
     *
     * @param image of {@link Codec#srgb8}
     * @return TYPE_INT_RGB, or TYPE_INT_ARGB_PRE when the picture can be transparent
     */
    public static BufferedImage resize(BufferedImage image, int width, int height)
            throws IOException {
        return resize(image, width, height, false);
    }

    /**
     * @param linear mixes light instead of sRGB samples
     */
    public static BufferedImage resize(BufferedImage image, int width, int height, boolean linear)
            throws IOException {
        var whole = new Rectangle2D.Double(0, 0, image.getWidth(), image.getHeight());
        return resize(image, whole, width, height, linear);
    }

    /**
     * @param part of the image that is wanted; its edges may lie within pixels
     */
    public static BufferedImage resize(
            BufferedImage image, Rectangle2D.Double part, int width, int height, boolean linear)
            throws IOException {
        if (part.equals(new Rectangle2D.Double(0, 0, width, height))
                && image.getWidth() == width
                && image.getHeight() == height) {
            return image;
        }
        BufferedImage source = premultiplied(image);
        return Thumbnails.of(source)
                .forceSize(width, height)
                .imageType(source.getType())
                .resizer(linear ? new LinearResizer(part) : new SmoothResizer(part))
                .asBufferedImage();
    }

    private static BufferedImage premultiplied(BufferedImage image) {
        boolean alpha = image.getColorModel().hasAlpha();
        int type = alpha ? BufferedImage.TYPE_INT_ARGB_PRE : BufferedImage.TYPE_INT_RGB;
        if (image.getType() == type) {
            return image;
        }
        var copy = new BufferedImage(image.getWidth(), image.getHeight(), type);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return copy;
    }
}
