package dev.atelier.robots.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.robot.ParamException;

/** The {@code schema} of a step: a JSON Schema, written as a string or as it is. */
public record AnswerSchema(ObjectNode root) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @throws ParamException when it is no JSON object
     */
    @JsonCreator
    public static AnswerSchema parse(JsonNode node) {
        try {
            JsonNode root = node.isTextual() ? JSON.readTree(node.textValue()) : node;
            if (root instanceof ObjectNode object && !object.isEmpty()) {
                return new AnswerSchema(object);
            }
        } catch (JsonProcessingException e) {
            throw new ParamException("", "is no JSON: " + e.getOriginalMessage());
        }
        throw new ParamException("", "must be a JSON Schema, such as {\"type\": \"object\"}");
    }
}
