package dev.atelier.robots.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JPEG to decode.
 *
 * @param reduction the most that the picture may be reduced by
 */
record JpegSource(
        Path file, Probe probe, Reduction reduction, PixelLimits limits, Deadline deadline) {
    /** No picture within the limits needs as much; what is behind it can only be something else. */
    private static final long MOST_BYTES = 128L << 20;

    boolean fitsMemory() throws IOException {
        return Files.size(file) <= MOST_BYTES;
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(file);
    }
}
