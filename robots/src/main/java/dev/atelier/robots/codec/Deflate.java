package dev.atelier.robots.codec;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/** Packs a block as zlib data. */
final class Deflate {
    private Deflate() {}

    static byte[] all(byte[] block) {
        try (var deflater = new Deflater()) {
            deflater.setInput(block);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return out.toByteArray();
        }
    }
}
