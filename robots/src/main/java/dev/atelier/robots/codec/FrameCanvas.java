package dev.atelier.robots.codec;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.image.BufferedImage;

/** Puts the first frame of an animation at its place on the full, otherwise transparent canvas. */
final class FrameCanvas {
    private FrameCanvas() {}

    static BufferedImage place(BufferedImage frame, Point corner, Probe probe) {
        int w = probe.storedWidth();
        int h = probe.storedHeight();
        boolean whole =
                corner.x == 0 && corner.y == 0 && frame.getWidth() == w && frame.getHeight() == h;
        if (whole) {
            return frame;
        }
        var canvas = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = canvas.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.drawImage(Srgb8.of(frame, null), corner.x, corner.y, null);
        graphics.dispose();
        return canvas;
    }
}
