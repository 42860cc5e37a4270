package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** The canvas of an animation, on which each frame builds on those before it. */
final class Frames {
    private final BufferedImage canvas;
    private @Nullable FrameRule last;
    private @Nullable BufferedImage before;

    Frames(Probe probe) {
        canvas =
                new BufferedImage(
                        probe.storedWidth(), probe.storedHeight(), BufferedImage.TYPE_INT_ARGB);
    }

    /** Disposes of the frame before and draws the next one. */
    void draw(BufferedImage image, FrameRule rule) {
        if (last != null) {
            dispose(last);
        }
        before = rule.disposal() == Disposal.RESTORE ? shown() : null;
        last = rule;
        Graphics2D graphics = canvas.createGraphics();
        graphics.setComposite(rule.blended() ? AlphaComposite.SrcOver : AlphaComposite.Src);
        graphics.drawImage(image, rule.part().x, rule.part().y, null);
        graphics.dispose();
    }

    private void dispose(FrameRule rule) {
        switch (rule.disposal()) {
            case KEEP -> {}
            case CLEAR -> {
                Graphics2D graphics = canvas.createGraphics();
                graphics.setComposite(AlphaComposite.Clear);
                graphics.fill(rule.part());
                graphics.dispose();
            }
            case RESTORE -> {
                if (before != null) {
                    copy(before, canvas);
                }
            }
        }
    }

    /** A copy of the canvas as it is now. */
    BufferedImage shown() {
        var copy =
                new BufferedImage(
                        canvas.getWidth(), canvas.getHeight(), BufferedImage.TYPE_INT_ARGB);
        copy(canvas, copy);
        return copy;
    }

    private static void copy(BufferedImage from, BufferedImage to) {
        System.arraycopy(Pixels.of(from), 0, Pixels.of(to), 0, Pixels.of(to).length);
    }
}
