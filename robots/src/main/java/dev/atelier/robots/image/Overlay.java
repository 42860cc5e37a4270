package dev.atelier.robots.image;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Probe;

import org.jspecify.annotations.Nullable;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A watermark on disk and how it lies on every frame of the result. */
final class Overlay {
    private final Codec codec;
    private final Path bytes;
    private final Watermark rule;
    private final long heldPixels;
    private final Consumer<String> warnings;
    private @Nullable BufferedImage decoded;

    private Overlay(
            Codec codec, Path bytes, Watermark rule, long heldPixels, Consumer<String> warnings) {
        this.codec = codec;
        this.bytes = bytes;
        this.rule = rule;
        this.heldPixels = heldPixels;
        this.warnings = warnings;
    }

    /** Reads the header only. */
    static Overlay of(
            Codec codec,
            Path bytes,
            Watermark rule,
            ResizePlan plan,
            Planning planning,
            Consumer<String> warnings)
            throws IOException {
        Probe probed = codec.probe(bytes);
        Dimension size =
                rule.size(plan.canvasWidth(), plan.canvasHeight(), probed.width(), probed.height());
        planning.limit("The watermark", size.width, size.height);
        long sized = (long) size.width * size.height;
        return new Overlay(codec, bytes, rule, probed.pixels() + sized, warnings);
    }

    long heldPixels() {
        return heldPixels;
    }

    void over(BufferedImage canvas) throws IOException {
        if (decoded == null) {
            decoded = Codec.srgb8(codec.decode(bytes).warn("The watermark", warnings));
        }
        rule.over(canvas, decoded);
    }
}
