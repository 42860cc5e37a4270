package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamException;

/**
 * How a picture is turned.
 *
 * @param upright whether the orientation noted in the file is followed
 * @param degrees clockwise on top of that, 0 to less than 360
 */
record Rotation(boolean upright, double degrees) {
    static final Rotation AUTO = new Rotation(true, 0);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Rotation of(JsonNode node) {
        if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            return turned(node.doubleValue());
        }
        String word = node.asText();
        return switch (word) {
            case "true", "auto" -> AUTO;
            case "false" -> new Rotation(false, 0);
            default -> {
                if (word.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                    yield turned(Double.parseDouble(word));
                }
                throw new ParamException(
                        "", "must be true, false, auto or degrees, not " + Crop.shown(node));
            }
        };
    }

    private static Rotation turned(double degrees) {
        return new Rotation(true, ((degrees % 360) + 360) % 360);
    }
}
