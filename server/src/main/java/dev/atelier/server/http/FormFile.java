package dev.atelier.server.http;

import dev.atelier.core.port.FileStore.FileRef;
import dev.atelier.core.upload.HashLine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/** Writes one part of a form to the disk; its hashes are made beside that. */
final class FormFile {
    private static final int BUFFER = 256 * 1024;

    private final Path file;
    private final LongConsumer limit;
    private final HashLine hashes = new HashLine(BUFFER);
    private long size;

    /**
     * @param limit told the size so far, throws when it is too large
     */
    FormFile(Path file, LongConsumer limit) {
        this.file = file;
        this.limit = limit;
    }

    /** Takes the part to its end. */
    FileRef receive(MultipartReader part) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            int count = BUFFER;
            while (count == BUFFER) {
                HashLine.Filled buffer = hashes.take();
                count = fill(buffer.bytes(), part);
                write(out, ByteBuffer.wrap(buffer.bytes(), 0, count));
                hashes.pass(buffer, count);
            }
        }
        return hashes.ref();
    }

    /** Fills the buffer as far as the part goes; the limit is looked at as bytes arrive. */
    private int fill(byte[] buffer, MultipartReader part) throws IOException {
        int filled = 0;
        while (filled < buffer.length) {
            int count = part.read(buffer, filled, buffer.length - filled);
            if (count < 0) {
                return filled;
            }
            filled += count;
            size += count;
            limit.accept(size);
        }
        return filled;
    }

    private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
