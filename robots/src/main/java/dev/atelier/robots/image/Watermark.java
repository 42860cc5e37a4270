package dev.atelier.robots.image;

import dev.atelier.robots.codec.Resampler;

import java.awt.AlphaComposite;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.TexturePaint;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * How a mark is laid over a picture.
 *
 * @param percent share of the picture the mark may take; 0 for its natural size
 */
record Watermark(
        Gravity place,
        int xOffset,
        int yOffset,
        int percent,
        Fit fit,
        double opacity,
        boolean repeatX,
        boolean repeatY) {

    /** How a mark gets its size from a share of the picture. */
    enum Fit {
        /** Covers that share of the surface. */
        AREA,
        FIT,
        MIN_FIT,
        STRETCH
    }

    /** The size of a mark on a picture. */
    Dimension size(int width, int height, int markWidth, int markHeight) {
        if (percent == 0) {
            return new Dimension(markWidth, markHeight);
        }
        double share = percent / 100.0;
        double across = width * share / markWidth;
        double down = height * share / markHeight;
        return switch (fit) {
            case FIT -> scaled(markWidth, markHeight, Math.min(across, down));
            case MIN_FIT -> scaled(markWidth, markHeight, Math.max(across, down));
            case STRETCH ->
                    new Dimension(
                            ResizePlan.round(width * share), ResizePlan.round(height * share));
            case AREA ->
                    scaled(
                            markWidth,
                            markHeight,
                            Math.sqrt(share * width * height / ((double) markWidth * markHeight)));
        };
    }

    private static Dimension scaled(int width, int height, double scale) {
        return new Dimension(ResizePlan.round(width * scale), ResizePlan.round(height * scale));
    }

    /** Draws the mark into the picture. */
    void over(BufferedImage picture, BufferedImage mark) throws IOException {
        int width = picture.getWidth();
        int height = picture.getHeight();
        Dimension size = size(width, height, mark.getWidth(), mark.getHeight());
        BufferedImage sized = Resampler.resize(mark, size.width, size.height);
        long x = Math.round(place.x(width, size.width, xOffset));
        long y = Math.round(place.y(height, size.height, yOffset));
        var graphics = picture.createGraphics();
        graphics.setComposite(AlphaComposite.SrcOver.derive((float) opacity));
        graphics.setPaint(
                new TexturePaint(sized, new Rectangle2D.Double(x, y, size.width, size.height)));
        graphics.fill(
                new Rectangle(
                        repeatX ? 0 : (int) x,
                        repeatY ? 0 : (int) y,
                        repeatX ? width : size.width,
                        repeatY ? height : size.height));
        graphics.dispose();
    }
}
