package dev.atelier.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes what forms put into bodies and queries, without making anything up. */
final class FormUrl {
    private FormUrl() {}

    /**
     * @throws MalformedFormException when the bytes are not what the form's rules allow
     */
    static String decode(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            switch (raw[i]) {
                case '+' -> bytes.write(' ');
                case '%' -> {
                    bytes.write(16 * digit(raw, i + 1) + digit(raw, i + 2));
                    i += 2;
                }
                default -> bytes.write(raw[i]);
            }
        }
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return decoder.decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedFormException("a value is not UTF-8");
        }
    }

    private static int digit(byte[] raw, int at) {
        int value = at < raw.length ? Character.digit(raw[at], 16) : -1;
        if (value < 0) {
            throw new MalformedFormException("a percent sign is not followed by two hex digits");
        }
        return value;
    }
}
