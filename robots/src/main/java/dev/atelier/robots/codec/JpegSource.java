package dev.atelier.robots.codec;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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

    /** Into memory outside the heap, as long as the file is. */
    void read(MemorySegment memory) throws IOException {
        ByteBuffer bytes = memory.asByteBuffer();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes) < 0) {
                    throw new EOFException("The file became shorter while it was read.");
                }
            }
        }
    }
}
