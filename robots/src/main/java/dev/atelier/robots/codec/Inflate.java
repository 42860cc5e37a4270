package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks zlib data of unknown worth. */
final class Inflate {
    private Inflate() {}

    /** The unpacked bytes, or null when they are broken or would be longer than the limit. */
    static byte @Nullable [] within(byte[] packed, int from, int limit) {
        if (from >= packed.length) {
            return null;
        }
        try (var inflater = new Inflater()) {
            inflater.setInput(packed, from, packed.length - from);
            var out = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            while (!inflater.finished()) {
                int n = inflater.inflate(part);
                if (n == 0 || out.size() + n > limit) {
                    return null;
                }
                out.write(part, 0, n);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            return null;
        }
    }
}
