package dev.atelier.robots.image;

import dev.atelier.robots.image.enhance.AutoLevels;
import dev.atelier.robots.image.enhance.Edges;
import dev.atelier.robots.image.enhance.Preset;
import dev.atelier.robots.image.enhance.Strength;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.util.function.IntUnaryOperator;

/** Enhances a picture by rules: grain first, then tones, then the look, edges last. */
record Enhancing(ImageEnhanceRobot.Params params) {
    /** The picture as read, as 8-bit sRGB, and two while an edge is worked on. */
    static final int HELD = 4;

    private static final double SHARPEN = 0.15;

    BufferedImage of(BufferedImage picture) {
        BufferedImage clean =
                params.denoise() > 0 ? Edges.denoised(picture, params.denoise()) : picture;
        @Nullable Strength strength = params.enhance().strength();
        BufferedImage level =
                strength == null ? clean : recoloured(clean, AutoLevels.of(clean, strength));
        BufferedImage graded =
                params.preset() == Preset.NONE ? level : recoloured(level, params.preset().grade());
        double sharpen = (strength == null ? 0 : strength.sharpen()) + SHARPEN * params.sharpen();
        return sharpen > 0 ? Edges.sharpened(graded, sharpen) : graded;
    }

    private static BufferedImage recoloured(BufferedImage picture, IntUnaryOperator change) {
        int width = picture.getWidth();
        var out = new BufferedImage(width, picture.getHeight(), picture.getType());
        int[] row = new int[width];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                row[x] = change.applyAsInt(row[x]);
            }
            out.setRGB(0, y, width, 1, row, 0, width);
        }
        return out;
    }
}
