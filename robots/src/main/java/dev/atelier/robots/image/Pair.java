package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One number for both directions, or two written {@code 72x96}. */
record Pair(double x, double y) {
    private static final Pattern TEXT =
            Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?)(?:x([0-9]{1,6}(?:\\.[0-9]{1,6})?))?");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Pair of(JsonNode node) {
        Matcher parts = TEXT.matcher(node.isValueNode() ? node.asText() : "");
        if (!parts.matches()) {
            throw new ParamException(
                    "", "must be a number or two such as \"72x96\", not " + Crop.shown(node));
        }
        double x = Double.parseDouble(parts.group(1));
        return new Pair(x, parts.group(2) == null ? x : Double.parseDouble(parts.group(2)));
    }

    int wholeX() {
        return (int) Math.round(x);
    }

    int wholeY() {
        return (int) Math.round(y);
    }
}
