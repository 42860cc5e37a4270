package dev.atelier.robots.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamException;
import dev.atelier.robots.param.Words;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names imported files get.
 *
 * @param inOrder by the position of the URL
 * @param byUrl by the URL
 */
record ForcedNames(List<String> inOrder, Map<String, String> byUrl) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ForcedNames of(JsonNode node) {
        if (!node.isObject()) {
            return new ForcedNames(Words.of(node).all(), Map.of());
        }
        var names = new HashMap<String, String>();
        for (var entry : node.properties()) {
            if (!entry.getValue().isTextual()) {
                throw new ParamException(entry.getKey(), "must be a string");
            }
            names.put(entry.getKey(), entry.getValue().textValue());
        }
        return new ForcedNames(List.of(), Map.copyOf(names));
    }

    @Nullable String of(int index, String url) {
        return index < inOrder.size() ? inOrder.get(index) : byUrl.get(url);
    }
}
