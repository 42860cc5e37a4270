package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.robots.codec.Pixels;

import org.jspecify.annotations.Nullable;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/**
 * Whether a picture is cut out along a path stored with it.
 *
 * @param name of the path, null for the first
 */
record Clip(boolean wanted, @Nullable String name) {
    static final Clip NONE = new Clip(false, null);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Clip of(JsonNode node) {
        return switch (node.asText()) {
            case "true" -> new Clip(true, null);
            case "false", "" -> NONE;
            default -> new Clip(true, node.asText());
        };
    }

    /**
     * Makes transparent what lies outside of a path.
     *
     * @param picture TYPE_INT_ARGB
     * @param path in shares of the sides
     */
    static void apply(BufferedImage picture, Shape path) {
        int w = picture.getWidth();
        int h = picture.getHeight();
        var inside = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = inside.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setComposite(AlphaComposite.Src);
        graphics.fill(AffineTransform.getScaleInstance(w, h).createTransformedShape(path));
        graphics.dispose();
        int[] pixels = Pixels.of(picture);
        int[] mask = Pixels.of(inside);
        for (int i = 0; i < pixels.length; i++) {
            int alpha = (pixels[i] >>> 24) * (mask[i] >>> 24) / 255;
            pixels[i] = alpha << 24 | (pixels[i] & 0xFFFFFF);
        }
    }
}
