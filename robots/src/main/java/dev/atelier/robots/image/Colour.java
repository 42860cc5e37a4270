package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamException;

import java.awt.Color;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A colour by name or as {@code #rgb} or {@code #rrggbb}, with or without the number sign, or as
 * {@code r,g,b}.
 */
record Colour(Color awt) {
    static final Colour WHITE = new Colour(Color.WHITE);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Colour of(JsonNode node) {
        String word = node.asText().toLowerCase(Locale.ROOT);
        return new Colour(
                switch (word) {
                    case "transparent", "none" -> new Color(0, true);
                    case "black", "opaque" -> Color.BLACK;
                    case "white" -> Color.WHITE;
                    case "red" -> new Color(0xff0000);
                    case "green" -> new Color(0x008000);
                    case "blue" -> new Color(0x0000ff);
                    case "yellow" -> new Color(0xffff00);
                    case "cyan" -> new Color(0x00ffff);
                    case "magenta" -> new Color(0xff00ff);
                    case "gray", "grey" -> new Color(0x808080);
                    default -> hexadecimal(word, node);
                });
    }

    private static Color hexadecimal(String word, JsonNode node) {
        if (word.matches("[0-9]{1,3}(,\\s?[0-9]{1,3}){2}")) {
            int[] parts =
                    Pattern.compile(",\\s?")
                            .splitAsStream(word)
                            .mapToInt(Integer::parseInt)
                            .toArray();
            if (Math.max(parts[0], Math.max(parts[1], parts[2])) <= 255) {
                return new Color(parts[0], parts[1], parts[2]);
            }
        }
        String digits = word.startsWith("#") ? word.substring(1) : word;
        if (digits.matches("[0-9a-f]{3}")) {
            digits = digits.replaceAll("(.)", "$1$1");
        }
        if (!digits.matches("[0-9a-f]{6}")) {
            throw new ParamException(
                    "",
                    "must be a colour such as #ff8800, red or transparent, not "
                            + Crop.shown(node));
        }
        return new Color(Integer.parseInt(digits, 16));
    }

    boolean transparent() {
        return awt.getAlpha() == 0;
    }

    /** The colour, or white where it is none. */
    Color opaque() {
        return transparent() ? Color.WHITE : awt;
    }
}
