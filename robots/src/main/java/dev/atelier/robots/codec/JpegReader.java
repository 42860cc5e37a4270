package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** One way to decode JPEG. Of several ways the first that can takes a picture. */
interface JpegReader {

    /** A decoded picture, as stored, and what there was to complain about. */
    record Decoded(BufferedImage image, Reduction reduction, @Nullable String damage) {}

    /**
     * @return null when another way has to be tried
     * @throws IOException when the picture cannot be decoded, or not in time
     */
    @Nullable Decoded read(JpegSource source) throws IOException;
}
