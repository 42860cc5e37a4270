package dev.atelier.robots.codec;

import org.w3c.dom.Element;
import org.w3c.dom.Node;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;

import javax.imageio.ImageReader;

/** Builds one frame of an animation from those before it, as a viewer would show it. */
final class Frames {
    private static final String GIF = "javax_imageio_gif_image_1.0";

    private final BufferedImage canvas;

    Frames(Probe probe) {
        canvas =
                new BufferedImage(
                        probe.storedWidth(), probe.storedHeight(), BufferedImage.TYPE_INT_ARGB);
    }

    /**
     * @param frame from 0
     */
    static BufferedImage gif(ImageReader reader, int frame, Probe probe, PixelLimits limits)
            throws IOException {
        var frames = new Frames(probe);
        for (int i = 0; i <= frame; i++) {
            Readers.limits(reader, i, limits);
            var tree = (Element) reader.getImageMetadata(i).getAsTree(GIF);
            BufferedImage image = Srgb8.of(reader.read(i), null);
            Element place = child(tree, "ImageDescriptor");
            var part =
                    new Rectangle(
                            Integer.parseInt(place.getAttribute("imageLeftPosition")),
                            Integer.parseInt(place.getAttribute("imageTopPosition")),
                            image.getWidth(),
                            image.getHeight());
            Element control = child(tree, "GraphicControlExtension");
            String disposal = control.getAttribute("disposalMethod");
            BufferedImage kept =
                    i < frame && disposal.equals("restoreToPrevious") ? frames.copy() : null;
            frames.draw(image, part, true);
            if (kept != null) {
                frames.draw(kept, kept.getRaster().getBounds(), false);
            } else if (i < frame && disposal.equals("restoreToBackgroundColor")) {
                frames.clear(part);
            }
        }
        return frames.canvas;
    }

    private static Element child(Element tree, String name) {
        Node found = tree.getElementsByTagName(name).item(0);
        return found == null ? tree : (Element) found;
    }

    void draw(BufferedImage image, Rectangle part, boolean blend) {
        Graphics2D graphics = canvas.createGraphics();
        graphics.setComposite(blend ? AlphaComposite.SrcOver : AlphaComposite.Src);
        graphics.drawImage(image, part.x, part.y, null);
        graphics.dispose();
    }

    void clear(Rectangle part) {
        Graphics2D graphics = canvas.createGraphics();
        graphics.setComposite(AlphaComposite.Clear);
        graphics.fill(part);
        graphics.dispose();
    }

    private BufferedImage copy() {
        var copy =
                new BufferedImage(
                        canvas.getWidth(), canvas.getHeight(), BufferedImage.TYPE_INT_ARGB);
        System.arraycopy(Pixels.of(canvas), 0, Pixels.of(copy), 0, Pixels.of(copy).length);
        return copy;
    }

    BufferedImage shown() {
        return canvas;
    }
}
