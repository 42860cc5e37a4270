package dev.atelier.robots.param;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamException;

import java.util.List;
import java.util.regex.Pattern;

/** Parts of a file, as {@code 0-99}, {@code 100-} or {@code -100} for the last hundred bytes. */
public record ByteRange(List<String> parts) {
    private static final int MOST = 100;
    private static final Pattern PART = Pattern.compile("(\\d{1,15}-\\d{0,15}|-\\d{1,15})");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ByteRange of(JsonNode node) {
        List<String> parts = Words.of(node).all().stream().map(String::strip).toList();
        if (parts.size() > MOST) {
            throw new ParamException("", "must be at most " + MOST + " ranges");
        }
        for (String part : parts) {
            if (!PART.matcher(part).matches() || turned(part)) {
                throw new ParamException(
                        "", "must be a range of bytes such as 0-99 or -100, not " + part);
            }
        }
        return new ByteRange(parts);
    }

    private static boolean turned(String part) {
        int dash = part.indexOf('-');
        return dash > 0
                && dash < part.length() - 1
                && Long.parseLong(part.substring(dash + 1))
                        < Long.parseLong(part.substring(0, dash));
    }
}
