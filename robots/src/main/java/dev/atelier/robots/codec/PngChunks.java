package dev.atelier.robots.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Writes the chunks of a PNG, each with its length and checksum. */
final class PngChunks {
    private final OutputStream out;

    PngChunks(OutputStream out) {
        this.out = out;
    }

    void write(String type, byte[] data) throws IOException {
        write(type, data, data.length);
    }

    private void write(String type, byte[] data, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, length);
        out.write(ByteBuffer.allocate(8).putInt(length).put(name).array());
        out.write(data, 0, length);
        out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /** A stream whose bytes become chunks of one type, each of at most the given size. */
    OutputStream stream(String type, int size) {
        return new OutputStream() {
            private final ByteArrayOutputStream part = new ByteArrayOutputStream(size);

            @Override
            public void write(int b) throws IOException {
                part.write(b);
                flushFull();
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                part.write(bytes, from, length);
                flushFull();
            }

            private void flushFull() throws IOException {
                if (part.size() >= size) {
                    PngChunks.this.write(type, part.toByteArray());
                    part.reset();
                }
            }

            @Override
            public void close() throws IOException {
                if (part.size() > 0) {
                    PngChunks.this.write(type, part.toByteArray());
                    part.reset();
                }
            }
        };
    }
}
