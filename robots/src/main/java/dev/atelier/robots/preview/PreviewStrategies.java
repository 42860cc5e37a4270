package dev.atelier.robots.preview;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.robot.ParamException;
import dev.atelier.robots.meta.FileKind;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The ways to make a preview, by kind of file.
 *
 * @param ways in the order they are tried
 */
record PreviewStrategies(Map<FileKind, List<Way>> ways) {
    /** How a preview can be made. */
    enum Way {
        ARTWORK,
        WAVEFORM,
        FRAME,
        CLIP,
        PAGE,
        RENDER,
        IMAGE,
        ICON
    }

    static List<Way> usual(FileKind kind) {
        return switch (kind) {
            case AUDIO -> List.of(Way.ARTWORK, Way.WAVEFORM, Way.ICON);
            case VIDEO -> List.of(Way.ARTWORK, Way.FRAME, Way.ICON);
            case DOCUMENT -> List.of(Way.PAGE, Way.ICON);
            case IMAGE -> List.of(Way.IMAGE, Way.ICON);
            case WEBPAGE -> List.of(Way.RENDER, Way.ICON);
            case ARCHIVE, UNKNOWN -> List.of(Way.ICON);
        };
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static PreviewStrategies of(JsonNode node) {
        if (!node.isObject()) {
            throw new ParamException("", "must be a map such as {\"image\": [\"image\"]}");
        }
        var ways = new EnumMap<FileKind, List<Way>>(FileKind.class);
        node.properties()
                .forEach(entry -> {
                    if (!entry.getValue().isArray()) {
                        throw new ParamException(
                                "", "must have lists, such as {\"image\": [\"image\", \"icon\"]}");
                    }
                    var list = new ArrayList<Way>();
                    entry.getValue().forEach(way -> list.add(constant(Way.class, way.asText())));
                    ways.put(constant(FileKind.class, entry.getKey()), List.copyOf(list));
                });
        return new PreviewStrategies(Map.copyOf(ways));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> it.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> unknown(type, word));
    }

    private static <E extends Enum<E>> ParamException unknown(Class<E> type, String word) {
        String known =
                Arrays.stream(type.getEnumConstants())
                        .map(it -> it.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return new ParamException("", "there is no `" + word + "`; known are " + known);
    }
}
