package dev.atelier.robots.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamException;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** One string or a list of them. */
record TextList(List<String> all) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TextList of(JsonNode node) {
        if (node.isTextual()) {
            return new TextList(List.of(node.textValue()));
        }
        if (!node.isArray()
                || node.isEmpty()
                || !node.valueStream().allMatch(JsonNode::isTextual)) {
            throw new ParamException("", "must be a string or a list of at least one string");
        }
        return new TextList(node.valueStream().map(JsonNode::textValue).toList());
    }

    @Nullable String at(int index) {
        return index < all.size() ? all.get(index) : null;
    }
}
