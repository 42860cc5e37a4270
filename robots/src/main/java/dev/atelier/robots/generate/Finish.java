package dev.atelier.robots.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.OriginMark;
import dev.atelier.robots.codec.Picture;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Turns what a provider made into the raster file that was asked for: brought to size, with the
 * kept part of the source put back, in the right format.
 *
 * @param size to bring pictures to; null to leave them as they are
 * @param kept the picture of which a part stays; null when nothing does
 */
record Finish(Codec codec, OutputFormat format, @Nullable PictureSize size, @Nullable Kept kept) {

    Finish keeping(@Nullable Kept part) {
        return new Finish(codec, format, size, part);
    }

    /**
     * What stays of the source.
     *
     * @param raw in the samples of its file
     * @param upright the same as 8-bit sRGB
     */
    record Kept(Picture raw, BufferedImage upright, CanonicalMask mask) {
        PictureSize size() {
            return new PictureSize(mask.width(), mask.height());
        }
    }

    /**
     * Runs on the pixel pool. What was changed on the way is noted in {@code meta}.
     *
     * @param trained whether a trained model made it, which leaves a visible edge round the mask
     */
    void write(
            GeneratedImage.Content content,
            boolean trained,
            OriginMark mark,
            Path file,
            ObjectNode meta)
            throws IOException {
        BufferedImage made = pixels(content, file, meta);
        Encoding plain = Encoding.of(imageFormat()).withMark(mark);
        if (kept == null) {
            codec.encode(fitted(made, size, meta), plain, file);
        } else {
            BufferedImage whole = fitted(made, kept.size(), meta);
            meta.put("changed_outside_mask", Seam.changed(kept.upright(), whole, kept.mask()));
            BufferedImage joined =
                    trained ? Seam.soften(kept.upright(), whole, kept.mask()) : whole;
            restore(kept, joined, plain.withLossless(true), file);
        }
    }

    private BufferedImage pixels(GeneratedImage.Content content, Path file, ObjectNode meta)
            throws IOException {
        return switch (content) {
            case GeneratedImage.Pixels(BufferedImage image) -> Codec.srgb8(image);
            case GeneratedImage.Encoded(Path encoded) -> {
                Picture picture = codec.decode(encoded);
                ImageFormat delivered = picture.probe().format();
                if (delivered != imageFormat()) {
                    meta.put("converted_from", delivered.name().toLowerCase(Locale.ROOT));
                }
                yield Codec.srgb8(picture);
            }
            case GeneratedImage.Drawing(String svg) -> {
                Path drawn = Files.writeString(file.resolveSibling("drawing.svg"), svg);
                yield Codec.srgb8(codec.decode(drawn));
            }
        };
    }

    private static BufferedImage fitted(
            BufferedImage made, @Nullable PictureSize wanted, ObjectNode meta) {
        var actual = new PictureSize(made.getWidth(), made.getHeight());
        if (wanted == null || wanted.equals(actual)) {
            return made;
        }
        meta.put("resized_from", actual.toString());
        return Fit.cover(made, wanted);
    }

    private void restore(Kept source, BufferedImage made, Encoding encoding, Path file)
            throws IOException {
        BufferedImage raw = source.raw().image();
        if (holdsSamples(raw, source.raw().iccProfile() != null)) {
            byte[] profile = Composite.keepsSamples(raw) ? source.raw().iccProfile() : null;
            BufferedImage out = Composite.of(raw, source.upright(), made, source.mask(), profile);
            codec.encode(out, encoding.withIccProfile(profile), file);
        } else {
            BufferedImage upright = source.upright();
            codec.encode(Composite.of(upright, upright, made, source.mask(), null), encoding, file);
        }
    }

    /**
     * Whether the format takes the source's samples as they are: PNG does, WebP has 8-bit RGB only,
     * JPEG and GIF lose them anyway and are written in sRGB.
     */
    private boolean holdsSamples(BufferedImage raw, boolean profiled) {
        ColorModel model = raw.getColorModel();
        boolean grey = model.getNumColorComponents() == 1;
        return switch (format) {
            case PNG -> true;
            case WEBP -> model.getComponentSize(0) <= 8 && !(grey && profiled);
            case JPEG, JPG, GIF, SVG -> false;
        };
    }

    private ImageFormat imageFormat() {
        return switch (format) {
            case JPEG, JPG -> ImageFormat.JPEG;
            case PNG -> ImageFormat.PNG;
            case GIF -> ImageFormat.GIF;
            case WEBP -> ImageFormat.WEBP;
            case SVG -> ImageFormat.SVG;
        };
    }
}
