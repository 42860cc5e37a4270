package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One HTTP request to a provider, without its key.
 *
 * @param target a path below the base URL, or a whole URL out of an answer
 * @param headers besides the key and the content type
 */
public record Ask(
        String method, String target, Map<String, String> headers, @Nullable Content content) {

    /** What is sent along. */
    public sealed interface Content {}

    /** Pictures in it are {@link Base64File}s, as {@code putPOJO}. */
    public record Json(ObjectNode body) implements Content {}

    /** A {@code multipart/form-data} body. */
    public record Form(List<Part> parts) implements Content {
        public Form() {
            this(new ArrayList<>());
        }

        public Form text(String name, Object value) {
            parts.add(new TextPart(name, value.toString()));
            return this;
        }

        public Form file(String name, String fileName, SentPicture picture) {
            parts.add(new FilePart(name, fileName, picture.contentType(), picture.file()));
            return this;
        }
    }

    /** The raw bytes of a file. */
    public record Bytes(String contentType, Path file) implements Content {}

    /** One field of a form. */
    public sealed interface Part {
        String name();
    }

    public record TextPart(String name, String value) implements Part {}

    public record FilePart(String name, String fileName, String contentType, Path file)
            implements Part {}

    public static Ask get(String target) {
        return new Ask("GET", target, Map.of(), null);
    }

    public static Ask post(String target, ObjectNode body) {
        return new Ask("POST", target, Map.of(), new Json(body));
    }

    public static Ask post(String target, Form form) {
        return new Ask("POST", target, Map.of(), form);
    }

    public Ask with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Ask(method, target, more, content);
    }
}
