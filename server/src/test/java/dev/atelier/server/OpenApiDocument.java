package dev.atelier.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code docs/openapi.yaml} as the tests read it: what it lists, and what it says answers look
 * like. Here a schema that names members allows no others, so that none goes unmentioned.
 */
final class OpenApiDocument {
    static final Path FILE = Path.of("..", "docs", "openapi.yaml");

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final JsonNode document;
    private final ObjectNode components;
    private final SchemaRegistry schemas =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    OpenApiDocument() throws IOException {
        document = new YAMLMapper().readTree(FILE.toFile());
        components = document.path("components").deepCopy();
        var bases = new HashSet<String>();
        collectBases(components, bases);
        components
                .path("schemas")
                .properties()
                .forEach(schema -> close(schema.getValue(), bases.contains(schema.getKey())));
    }

    /** What others take over with allOf stays open: they close it. */
    private static void collectBases(JsonNode node, Set<String> bases) {
        node.path("allOf")
                .forEach(base -> bases.add(base.path("$ref").asText().replaceAll("^.*/", "")));
        node.forEach(child -> collectBases(child, bases));
    }

    private static void close(JsonNode node, boolean open) {
        if (node instanceof ObjectNode schema) {
            if (schema.has("allOf")) {
                schema.put("unevaluatedProperties", false);
            } else if (schema.has("properties") && !open) {
                schema.put("additionalProperties", false);
            }
            schema.path("properties").forEach(member -> close(member, false));
            schema.path("allOf")
                    .forEach(part -> part.path("properties").forEach(one -> close(one, false)));
            close(schema.path("items"), false);
            close(schema.path("additionalProperties"), false);
        }
    }

    /** Every operation, such as {@code GET /assemblies/{id}}. */
    Set<String> operations() {
        var operations = new TreeSet<String>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .fieldNames()
                                .forEachRemaining(method -> {
                                    if (METHODS.contains(method)) {
                                        operations.add(
                                                method.toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey());
                                    }
                                }));
        return operations;
    }

    /** The error codes it lists. */
    Set<String> errorCodes() {
        var codes = new TreeSet<String>();
        components.at("/schemas/ErrorCode/enum").forEach(code -> codes.add(code.asText()));
        return codes;
    }

    /**
     * What is wrong with the JSON body of an answer.
     *
     * @param operation one of {@link #operations}
     */
    List<String> complaints(String operation, int status, JsonNode body) {
        String[] parts = operation.split(" ", 2);
        JsonNode response =
                document.path("paths")
                        .path(parts[1])
                        .path(parts[0].toLowerCase(Locale.ROOT))
                        .path("responses")
                        .path(Integer.toString(status));
        JsonNode schema =
                resolved(response).path("content").path("application/json").path("schema");
        return schema.isMissingNode()
                ? List.of(operation + " is not said to answer " + status + " with JSON: " + body)
                : complaints(schema, body);
    }

    private List<String> complaints(JsonNode schema, JsonNode body) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode one = root.putArray("allOf");
        one.add(schema);
        root.set("components", components);
        return schemas.getSchema(root).validate(body).stream().map(Error::toString).toList();
    }

    private JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asText();
        return ref.isEmpty() ? node : document.at(ref.substring(1));
    }
}
