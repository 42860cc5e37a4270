package dev.atelier.robots.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.instructions.OutputMeta;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Picture;

import io.trbl.blurhash.BlurHash;

import java.awt.image.BufferedImage;

/** The entries that are made of pixels, all from one pass over them. */
public final class PixelEntries {
    private static final long THUMBHASH_PIXELS = 40_000_000;

    private PixelEntries() {}

    /** Adds the mean colour and whatever else is wanted. */
    static void read(Picture picture, OutputMeta wanted, ObjectNode meta) {
        boolean alpha = picture.image().getColorModel().hasAlpha();
        add(Codec.srgb8(picture), wanted, meta);
        if (meta.has("thumbhash")) {
            meta.put("has_alpha", alpha);
        }
    }

    static boolean transparent(BufferedImage srgb) {
        return new ColourPass(srgb, false, false).transparent();
    }

    /** The same for a picture that is 8-bit sRGB already, as {@link Codec#srgb8} makes it. */
    public static void add(BufferedImage srgb, OutputMeta wanted, ObjectNode meta) {
        boolean thumbs =
                wanted.wants("thumbhash")
                        && (long) srgb.getWidth() * srgb.getHeight() <= THUMBHASH_PIXELS;
        boolean blur = wanted.wants("blurhash");
        boolean colours = wanted.wants("dominant_colors");
        var pass = new ColourPass(srgb, colours, blur || thumbs);
        meta.put("average_color", pass.average());
        if (wanted.wants("has_transparency")) {
            meta.put("has_transparency", pass.transparent());
        }
        if (colours) {
            var array = meta.putArray("dominant_colors");
            DominantColours.of(pass.histogram()).forEach(array::add);
        }
        if (blur) {
            meta.put("blurhash", blurHash(pass.shrink(), srgb.getWidth() >= srgb.getHeight()));
        }
        if (thumbs) {
            LinearShrink small = pass.shrink();
            meta.put("thumbhash", ThumbHash.of(small.withAlpha(), small.width(), small.height()));
        }
    }

    /** A hash of at most nine by nine waves needs no more than 32 pixels a side. */
    private static String blurHash(LinearShrink shrink, boolean landscape) {
        LinearShrink small = shrink.halved();
        return BlurHash.encode(
                small.onWhite(),
                small.width(),
                small.height(),
                landscape ? 4 : 3,
                landscape ? 3 : 4);
    }
}
