package dev.atelier.robots.image;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamException;

import java.util.Locale;

/**
 * Words to write on a picture.
 *
 * @param rotate degrees clockwise, around the middle of the words
 * @param xOffset pixels towards the centre, or to the right when there
 */
record Text(
        String text,
        String font,
        int size,
        int rotate,
        Colour colour,
        Colour background,
        double strokeWidth,
        Colour strokeColour,
        Gravity place,
        int xOffset,
        int yOffset) {
    private static final int MOST_LETTERS = 5000;

    static Text of(JsonNode node) {
        if (!node.isObject()) {
            throw new ParamException(
                    "",
                    "must be an object with text, or a list of such objects",
                    ErrorCode.IMAGE_RESIZE_INVALID_TEXT_OBJECT_VALUE);
        }
        JsonNode words = node.path("text");
        if (!words.isValueNode() || words.isNull() || words.asText().length() > MOST_LETTERS) {
            throw new ParamException(
                    "",
                    "needs text of at most " + MOST_LETTERS + " letters",
                    ErrorCode.IMAGE_RESIZE_INVALID_TEXT_VALUE);
        }
        return new Text(
                words.asText(),
                node.path("font").asText("Arial"),
                number(node, "size", 12, 1, 2000),
                number(node, "rotate", 0, -360_000, 360_000),
                colour(node, "color", "#000000"),
                colour(node, "background_color", "transparent"),
                number(node, "stroke_width", 0, 0, 500),
                colour(node, "stroke_color", "transparent"),
                place(node),
                number(node, "x_offset", 0, -25_000, 25_000),
                number(node, "y_offset", 0, -25_000, 25_000));
    }

    private static int number(JsonNode node, String name, int fallback, int least, int most) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return fallback;
        }
        String digits = value.asText();
        if (digits.matches("-?[0-9]{1,6}(\\.0+)?")) {
            int given = (int) Double.parseDouble(digits);
            if (given >= least && given <= most) {
                return given;
            }
        }
        throw wrong(name + " must be an integer from " + least + " to " + most, value);
    }

    private static Colour colour(JsonNode node, String name, String fallback) {
        JsonNode value = node.path(name);
        try {
            return Colour.of(
                    value.isMissingNode() || value.asText().isEmpty()
                            ? com.fasterxml.jackson.databind.node.TextNode.valueOf(fallback)
                            : value);
        } catch (ParamException unknown) {
            throw wrong(name + " " + unknown.getMessage(), value);
        }
    }

    /** From {@code align} and {@code valign}, or from the former {@code gravity}. */
    private static Gravity place(JsonNode node) {
        String both = node.path("gravity").asText("center");
        String across = node.path("align").asText(both.replaceAll("(top|bottom)-?", ""));
        String down = node.path("valign").asText(both.replaceAll("-?(left|right)", ""));
        String word =
                ((blank(down) ? "" : down + "_") + (blank(across) ? "" : across))
                        .toUpperCase(Locale.ROOT)
                        .replaceAll("_$", "");
        try {
            Gravity place = Gravity.valueOf(word.isEmpty() ? "CENTER" : word);
            if (!place.looksAtThePicture()) {
                return place;
            }
        } catch (IllegalArgumentException unknown) {
            // told below
        }
        throw wrong(
                "align must be left, center or right and valign top, center or bottom",
                node.path(node.has("align") ? "align" : "valign"));
    }

    private static boolean blank(String side) {
        return side.isEmpty() || side.equals("center");
    }

    private static ParamException wrong(String message, JsonNode given) {
        return new ParamException(
                "",
                message + (given.isMissingNode() ? "" : ", not " + Crop.shown(given)),
                ErrorCode.IMAGE_RESIZE_INVALID_TEXT_OBJECT_VALUE);
    }
}
