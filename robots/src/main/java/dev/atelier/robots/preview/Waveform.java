package dev.atelier.robots.preview;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/**
 * A row of bars about a line, as high as the sound is loud.
 *
 * @param centre colour on the line
 * @param outer colour at the top and the bottom
 */
record Waveform(int width, int height, Color centre, Color outer) {
    private static final int BARS = 80;
    private static final int NARROWEST = 3;
    private static final double SHARE = 0.66;

    BufferedImage draw(Loudness loudness) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setPaint(
                new LinearGradientPaint(
                        0,
                        0,
                        0,
                        height,
                        new float[] {0, 0.5f, 1},
                        new Color[] {outer, centre, outer}));
        int count = Math.clamp(width / NARROWEST, 1, BARS);
        double step = (double) width / count;
        double thick = step * SHARE;
        double[] levels = loudness.levels(count);
        for (int i = 0; i < count; i++) {
            double high = Math.max(Math.min(thick, height), levels[i] * height);
            graphics.fill(
                    new RoundRectangle2D.Double(
                            i * step + (step - thick) / 2,
                            (height - high) / 2,
                            thick,
                            high,
                            thick,
                            thick));
        }
        graphics.dispose();
        return image;
    }
}
