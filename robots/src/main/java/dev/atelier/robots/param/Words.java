package dev.atelier.robots.param;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One string or a list of them.
 *
 * @param single whether it was written without a list
 */
public record Words(List<String> all, boolean single) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Words of(JsonNode node) {
        if (node.isTextual()) {
            return new Words(List.of(node.textValue()), true);
        }
        if (!node.isArray() || node.isEmpty()) {
            throw new ParamException("", "must be a string or a list of at least one string");
        }
        var all = new ArrayList<String>();
        for (JsonNode word : node) {
            if (!word.isTextual()) {
                throw new ParamException("", "must hold strings only, not " + word);
            }
            all.add(word.textValue());
        }
        return new Words(List.copyOf(all), false);
    }

    /** The one at that place, null when there are not so many. */
    public @Nullable String at(int index) {
        return index < all.size() ? all.get(index) : null;
    }
}
