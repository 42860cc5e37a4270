package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.core.robot.ParamException;

import java.awt.Rectangle;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** The part of a picture to keep, its edges in pixels or percent from the top left corner. */
record Crop(Edge x1, Edge y1, Edge x2, Edge y2) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("x1", "y1", "x2", "y2");

    /** One edge: pixels, or a share of the side. */
    record Edge(double value, boolean percent) {
        private static final Pattern TEXT =
                Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,7})?%|[0-9]{1,7}");

        int on(int side) {
            double pixels = percent ? side * value / 100 : value;
            return (int) Math.clamp(Math.floor(pixels + 0.5), 0, side);
        }
    }

    /** An object, or the same object as JSON text. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Crop of(JsonNode node) {
        JsonNode box = node.isTextual() ? parsed(node) : node;
        if (!box.isObject()) {
            throw new ParamException("", "must be an object of x1, y1, x2 and y2");
        }
        for (Iterator<String> names = box.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!NAMES.contains(name)) {
                throw new ParamException(name, "is unknown; use x1, y1, x2 and y2");
            }
        }
        var crop = new Crop(edge(box, "x1"), edge(box, "y1"), edge(box, "x2"), edge(box, "y2"));
        refuseInverted(crop.x1, crop.x2, "x2", "x1");
        refuseInverted(crop.y1, crop.y2, "y2", "y1");
        return crop;
    }

    private static JsonNode parsed(JsonNode text) {
        try {
            return JSON.readTree(text.textValue());
        } catch (JsonProcessingException wrong) {
            throw new ParamException("", "is text that is no JSON object: " + shown(text));
        }
    }

    private static Edge edge(JsonNode box, String name) {
        JsonNode node = box.path(name);
        double value = node.doubleValue();
        if (node.isNumber() && value >= 0 && Math.rint(value) == value && value < 1e7) {
            return new Edge(value, false);
        }
        String text = node.isTextual() ? node.textValue() : "";
        if (Edge.TEXT.matcher(text).matches()) {
            return new Edge(Double.parseDouble(text.replace("%", "")), text.endsWith("%"));
        }
        throw new ParamException(
                name,
                node.isMissingNode()
                        ? "is required"
                        : "must be pixels such as 80 or a share such as \"60%\", not "
                                + shown(node));
    }

    private static void refuseInverted(Edge low, Edge high, String name, String other) {
        if (low.percent == high.percent && low.value >= high.value) {
            throw new ParamException(name, "must be greater than " + other);
        }
    }

    /** The part of a picture of this size; empty when nothing is left of it. */
    Rectangle on(int width, int height) {
        int left = x1.on(width);
        int top = y1.on(height);
        return new Rectangle(left, top, x2.on(width) - left, y2.on(height) - top);
    }

    /** A value as JSON, cut when long. */
    static String shown(JsonNode node) {
        String json = node.toString();
        return json.length() <= 60 ? json : json.substring(0, 57) + "...";
    }
}
