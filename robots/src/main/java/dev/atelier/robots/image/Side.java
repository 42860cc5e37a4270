package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A width or height in pixels, written {@code 200}, {@code "200"} or {@code "200px"}. */
record Side(int pixels) {
    private static final int MOST = 25_000;
    private static final Pattern LEADING_NUMBER = Pattern.compile("\\s*([0-9]{1,6})[^x]*");
    private static final Pattern IN_PIXELS = Pattern.compile("\\s*[0-9]{1,6}\\s*px\\s*");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Side of(JsonNode node) {
        double value = node.isNumber() ? node.doubleValue() : leading(node.asText());
        if (value < 1 || value > MOST || Math.rint(value) != value || node.isBoolean()) {
            throw new ParamException(
                    "", "must be an integer from 1 to " + MOST + ", not " + Crop.shown(node));
        }
        return new Side((int) value);
    }

    private static double leading(String text) {
        if (IN_PIXELS.matcher(text).matches()) {
            return leading(text.replace("px", ""));
        }
        Matcher number = LEADING_NUMBER.matcher(text);
        return number.matches() ? Integer.parseInt(number.group(1)) : 0;
    }
}
