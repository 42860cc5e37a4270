package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A file as a JSON string, encoded while it is written.
 *
 * @param prefix goes before it in the string; needs no escaping
 */
public record Base64File(String prefix, Path file) implements JsonSerializable {
    /** A multiple of three, so that only the end is padded. */
    private static final int CHUNK = 3 * 4096;

    @Override
    public void serialize(JsonGenerator out, SerializerProvider serializers) throws IOException {
        out.writeRawValue("\"" + prefix);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = in.readNBytes(CHUNK);
            while (chunk.length > 0) {
                out.writeRaw(Base64.getEncoder().encodeToString(chunk));
                chunk = in.readNBytes(CHUNK);
            }
        }
        out.writeRaw('"');
    }

    @Override
    public void serializeWithType(
            JsonGenerator out, SerializerProvider serializers, TypeSerializer type)
            throws IOException {
        serialize(out, serializers);
    }
}
