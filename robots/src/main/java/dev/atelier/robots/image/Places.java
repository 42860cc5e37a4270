package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.atelier.core.robot.ParamException;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** One place for a watermark, or several of which one is drawn by lot. */
record Places(List<Gravity> choices) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();
    static final Places CENTER = new Places(List.of(Gravity.CENTER));

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Places of(JsonNode node) {
        List<Gravity> choices = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(entry -> choices.add(place(entry)));
        } else {
            choices.add(place(node));
        }
        if (choices.isEmpty()) {
            throw new ParamException("", "must name at least one position");
        }
        return new Places(List.copyOf(choices));
    }

    private static Gravity place(JsonNode word) {
        if (!word.isTextual()) {
            throw wrong(word);
        }
        try {
            Gravity place = JSON.convertValue(word.textValue().replace('_', '-'), Gravity.class);
            if (place.looksAtThePicture()) {
                throw wrong(word);
            }
            return place;
        } catch (IllegalArgumentException unknown) {
            throw wrong(word);
        }
    }

    private static ParamException wrong(JsonNode word) {
        return new ParamException(
                "",
                "must be a position such as top-left, center or bottom-right, not "
                        + Crop.shown(word));
    }

    Gravity pick(RandomGenerator random) {
        return choices.size() == 1
                ? choices.getFirst()
                : choices.get(random.nextInt(choices.size()));
    }
}
