package dev.atelier.robots.preview;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamException;

import java.awt.Color;

/** A colour as {@code #rrggbb} or {@code #rrggbbaa}. */
record Hex(Color awt) {
    /** On the page of a robot. */
    static final String TYPE = "colour such as `#ff8800` or `#ff880080`";

    private static final String FORM = "#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Hex of(JsonNode node) {
        String text = node.asText();
        if (!text.matches(FORM)) {
            throw new ParamException("", "must be a colour such as #ff8800 or #ff880080");
        }
        long bits = Long.parseLong(text.substring(1), 16);
        long argb = text.length() == 7 ? bits | 0xFF000000L : bits >>> 8 | (bits & 0xFF) << 24;
        return new Hex(new Color((int) argb, true));
    }
}
