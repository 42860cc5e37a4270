package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamException;

import java.util.ArrayList;
import java.util.List;

/** One text or several, written one over the other. */
record Texts(List<Text> all) {
    private static final int MOST = 100;
    static final Texts NONE = new Texts(List.of());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Texts of(JsonNode node) {
        if (!node.isArray()) {
            return new Texts(List.of(Text.of(node)));
        }
        if (node.size() > MOST) {
            throw new ParamException(
                    "",
                    "must be at most " + MOST + " texts",
                    ErrorCode.IMAGE_RESIZE_INVALID_TEXT_OBJECT_VALUE);
        }
        List<Text> texts = new ArrayList<>();
        node.forEach(each -> texts.add(Text.of(each)));
        return new Texts(List.copyOf(texts));
    }
}
