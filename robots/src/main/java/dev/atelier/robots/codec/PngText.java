package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** One text chunk of a PNG. */
record PngText(String keyword, String value) {

    /** The text, or null when the chunk is broken or inflates past the limit. */
    static @Nullable PngText read(String type, byte[] chunk) {
        int end = zero(chunk, 0);
        if (end < 0) {
            return null;
        }
        String keyword = new String(chunk, 0, end, StandardCharsets.ISO_8859_1);
        return switch (type) {
            case "tEXt" -> plain(keyword, chunk, end + 1, StandardCharsets.ISO_8859_1);
            case "zTXt" -> packed(keyword, chunk, end + 2, StandardCharsets.ISO_8859_1);
            default -> international(keyword, chunk, end + 1);
        };
    }

    private static @Nullable PngText international(String keyword, byte[] chunk, int at) {
        int language = at + 2 > chunk.length ? -1 : zero(chunk, at + 2);
        int translated = language < 0 ? -1 : zero(chunk, language + 1);
        if (translated < 0) {
            return null;
        }
        return chunk[at] == 0
                ? plain(keyword, chunk, translated + 1, StandardCharsets.UTF_8)
                : packed(keyword, chunk, translated + 1, StandardCharsets.UTF_8);
    }

    private static PngText plain(String keyword, byte[] chunk, int at, Charset charset) {
        return new PngText(keyword, new String(chunk, at, chunk.length - at, charset));
    }

    private static @Nullable PngText packed(String keyword, byte[] chunk, int at, Charset charset) {
        byte[] value = Inflate.within(chunk, at, Blocks.MAX_TEXT);
        return value == null ? null : new PngText(keyword, new String(value, charset));
    }

    private static int zero(byte[] chunk, int from) {
        for (int i = from; i < chunk.length; i++) {
            if (chunk[i] == 0) {
                return i;
            }
        }
        return -1;
    }
}
