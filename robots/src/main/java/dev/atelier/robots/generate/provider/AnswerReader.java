package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/**
 * Reads JSON in which pictures are long strings, base64 in certain members or data URLs anywhere:
 * those go straight to files beside it.
 */
final class AnswerReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Base64Variant BASE64 =
            Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();

    private final JsonParser in;
    private final Path folder;
    private final Set<String> pictureFields;

    private AnswerReader(JsonParser in, Path folder, Set<String> pictureFields) {
        this.in = in;
        this.folder = folder;
        this.pictureFields = pictureFields;
    }

    static JsonNode read(Path body, Set<String> pictureFields) throws IOException {
        try (InputStream json = new DataUrlStream(Files.newInputStream(body));
                JsonParser in = JSON.createParser(json)) {
            if (in.nextToken() == null) {
                throw new JsonParseException(in, "empty");
            }
            Path folder = Objects.requireNonNull(body.toAbsolutePath().getParent());
            return new AnswerReader(in, folder, pictureFields).value("");
        }
    }

    /**
     * The value the parser stands on.
     *
     * @param field the member it belongs to, through arrays
     */
    private JsonNode value(String field) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> dataUrl(object());
            case START_ARRAY -> array(field);
            case VALUE_STRING -> isPicture(field) ? picture() : NODES.textNode(in.getText());
            default -> in.readValueAsTree();
        };
    }

    private boolean isPicture(String field) {
        return field.equals(DataUrlStream.MEMBER) || pictureFields.contains(field);
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            object.set(name, value(name));
        }
        return object;
    }

    private static JsonNode dataUrl(ObjectNode object) {
        JsonNode picture = object.get(DataUrlStream.MEMBER);
        return picture == null ? object : picture;
    }

    private ArrayNode array(String field) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(field));
        }
        return array;
    }

    private JsonNode picture() throws IOException {
        Path file = Files.createTempFile(folder, "picture", ".bin");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            in.readBinaryValue(BASE64, out);
        } catch (IllegalArgumentException e) {
            throw new IOException("no base64", e);
        }
        return NODES.pojoNode(file);
    }
}
