package dev.atelier.robots.image;

import dev.atelier.robots.codec.Pixels;
import dev.atelier.robots.image.colour.ColourTable;
import dev.atelier.robots.image.colour.Modulate;
import dev.atelier.robots.image.colour.Tone;

import org.jspecify.annotations.Nullable;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Changes the pixels of a resized picture: its colours, then its sharpness, then its holes. */
final class Retouch {
    private final ImageResizeRobot.Params params;
    private final @Nullable ColourTable table;

    Retouch(ImageResizeRobot.Params params, @Nullable ColourTable table) {
        this.params = params;
        this.table = table;
    }

    /** Whether pixels of the resized picture change. */
    static boolean wanted(ImageResizeRobot.Params asked) {
        boolean modulated =
                asked.brightness() != 1
                        || asked.saturation() != 1
                        || asked.hue() != 100
                        || asked.contrast() != 1;
        boolean toned = asked.negate() || asked.clut() || asked.sepiaTinted();
        Kind kind = asked.kind();
        boolean blurred = asked.blur() != null && !asked.blur().none();
        return modulated
                || toned
                || blurred
                || asked.transparent() != null
                || (kind != null && kind.grey());
    }

    /**
     * @param x where the picture lies on the result, to find the regions of the result in it
     */
    BufferedImage apply(BufferedImage scaled, int x, int y) {
        BufferedImage picture = copy(scaled);
        int[] pixels = Pixels.of(picture);
        List<IntUnaryOperator> colours = colours();
        for (int i = 0; i < pixels.length; i++) {
            int p = pixels[i];
            for (IntUnaryOperator each : colours) {
                p = each.applyAsInt(p);
            }
            pixels[i] = p;
        }
        BufferedImage soft = blurred(picture, x, y);
        if (params.transparent() != null) {
            open(Pixels.of(soft), params.transparent().awt().getRGB());
        }
        return soft;
    }

    private List<IntUnaryOperator> colours() {
        List<IntUnaryOperator> steps = new ArrayList<>();
        Kind kind = params.kind();
        if (params.colorspace() == ColourSpace.GRAY || params.monochrome()) {
            steps.add(Tone.grey());
        }
        if (params.sepia() != null && params.sepia() > 0) {
            steps.add(Tone.sepia(params.sepia()));
        }
        if (params.negate()) {
            steps.add(Tone.negative());
        }
        Modulate modulate = Modulate.of(params.brightness(), params.saturation(), params.hue());
        if (!modulate.none()) {
            steps.add(modulate);
        }
        if (params.contrast() != 1) {
            steps.add(Tone.contrast(params.contrast()));
        }
        if (table != null) {
            steps.add(table);
        }
        if (kind != null && kind.grey()) {
            steps.add(Tone.grey());
        }
        return steps;
    }

    private BufferedImage blurred(BufferedImage picture, int x, int y) {
        Blur blur = params.blur();
        BlurRegions regions = params.blurRegions();
        if (blur == null || blur.none()) {
            return picture;
        }
        BufferedImage soft = blur.apply(picture);
        if (regions == null) {
            return soft;
        }
        regions.apply(picture, soft, x, y);
        return picture;
    }

    /** Compression shifts colours a little, so near ones open too. */
    private static void open(int[] pixels, int colour) {
        for (int i = 0; i < pixels.length; i++) {
            int p = pixels[i];
            int off = 0;
            for (int shift = 0; shift < 24; shift += 8) {
                off = Math.max(off, Math.abs((p >> shift & 0xFF) - (colour >> shift & 0xFF)));
            }
            if (off <= 3) {
                pixels[i] = p & 0xFFFFFF;
            }
        }
    }

    /** A TYPE_INT_ARGB copy that may be changed. */
    static BufferedImage copy(BufferedImage picture) {
        var copy =
                new BufferedImage(
                        picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = copy.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        return copy;
    }
}
