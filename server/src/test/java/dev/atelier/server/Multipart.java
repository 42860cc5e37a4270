package dev.atelier.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds the bytes of a multipart form, well-formed or not. */
final class Multipart {
    static final String BOUNDARY = "----test-boundary";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Multipart field(String name, String value) {
        return part(
                "form-data; name=\"" + name + "\"", null, value.getBytes(StandardCharsets.UTF_8));
    }

    Multipart file(String name, String filename, byte[] content) {
        return part(
                "form-data; name=\"" + name + "\"; filename=\"" + filename + "\"",
                "application/octet-stream",
                content);
    }

    Multipart part(
            String disposition, @org.jspecify.annotations.Nullable String type, byte[] content) {
        raw("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n");
        if (type != null) {
            raw("Content-Type: " + type + "\r\n");
        }
        raw("\r\n");
        out.writeBytes(content);
        return raw("\r\n");
    }

    Multipart raw(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] open() {
        return out.toByteArray();
    }

    byte[] bytes() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(out.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }
}
