package dev.atelier.robots.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamException;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Names and texts, as headers and tags are given; without control characters. */
record TextMap(Map<String, String> all) {
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TextMap of(JsonNode node) {
        if (!node.isObject()) {
            throw new ParamException("", "must be an object of names and strings");
        }
        var all = new LinkedHashMap<String, String>();
        for (var entry : node.properties()) {
            String text = entry.getValue().asText();
            if (!entry.getValue().isValueNode() || CONTROL.matcher(entry.getKey() + text).find()) {
                throw new ParamException(
                        entry.getKey(), "must be a string without control characters");
            }
            all.put(entry.getKey(), text);
        }
        return new TextMap(all);
    }
}
