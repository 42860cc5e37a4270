package dev.atelier.core.robot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads one parameter value as its Java type and checks it against what {@link Param} says. */
final class ParamValue {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,40}(\\.[0-9]{1,40})?");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ParamValue() {}

    /** Whether the type says itself how it is read, by a static {@code @JsonCreator}. */
    static boolean isCreator(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method ->
                        Modifier.isStatic(method.getModifiers())
                                && method.isAnnotationPresent(JsonCreator.class));
    }

    /**
     * @param scalarsAsText whether a number or boolean will do for a string, as it must once
     *     variables were put in
     * @throws ParamException about the value itself
     */
    static Object of(Class<?> type, ParamSpec spec, JsonNode node, boolean scalarsAsText) {
        if (type == String.class) {
            return text(spec, node, scalarsAsText);
        }
        if (type == Integer.class) {
            return Math.toIntExact(whole(spec, node, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        if (type == Long.class) {
            return whole(spec, node, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (type == Double.class) {
            return number(spec, node);
        }
        if (type == Boolean.class) {
            return flag(node);
        }
        if (type.isEnum()) {
            return constant(type, node);
        }
        return type == JsonNode.class ? node : created(type, node);
    }

    private static String text(ParamSpec spec, JsonNode node, boolean scalarsAsText) {
        if (!node.isTextual() && !(scalarsAsText && (node.isNumber() || node.isBoolean()))) {
            throw wrong("must be a string", node);
        }
        String text = node.asText();
        List<String> allowed = List.of(spec.rule().oneOf());
        if (!allowed.isEmpty() && !allowed.contains(text)) {
            throw wrong("must be one of " + String.join(", ", allowed), node);
        }
        String pattern = spec.rule().pattern();
        if (!pattern.isEmpty() && !text.matches(pattern)) {
            throw wrong("must match " + pattern, node);
        }
        return text;
    }

    private static long whole(ParamSpec spec, JsonNode node, long least, long most) {
        boolean exact = node.isIntegralNumber() && node.canConvertToLong();
        double value = exact ? node.longValue() : numeric(node);
        // 2^63 is a double, Long.MAX_VALUE is not
        boolean fits = value >= least && (exact ? value <= most : value < 0x1p63 && value <= most);
        if (!fits || Math.rint(value) != value || !inRange(spec, value)) {
            throw wrong("must be an integer" + range(spec), node);
        }
        return exact ? node.longValue() : (long) value;
    }

    private static double number(ParamSpec spec, JsonNode node) {
        double value = numeric(node);
        if (!Double.isFinite(value) || !inRange(spec, value)) {
            throw wrong("must be a number" + range(spec), node);
        }
        return value;
    }

    /** NaN when it is none. */
    private static double numeric(JsonNode node) {
        if (node.isTextual() && NUMBER.matcher(node.textValue()).matches()) {
            return Double.parseDouble(node.textValue());
        }
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }

    private static boolean inRange(ParamSpec spec, double value) {
        return value >= spec.rule().min() && value <= spec.rule().max();
    }

    /** Such as {@code " from 1 to 100"}; empty when there is no limit. */
    static String range(ParamSpec spec) {
        boolean floor = spec.rule().min() != Double.NEGATIVE_INFINITY;
        boolean roof = spec.rule().max() != Double.POSITIVE_INFINITY;
        if (floor && roof) {
            return " from " + plain(spec.rule().min()) + " to " + plain(spec.rule().max());
        }
        if (floor) {
            return " of at least " + plain(spec.rule().min());
        }
        return roof ? " of at most " + plain(spec.rule().max()) : "";
    }

    static String plain(double value) {
        return Math.rint(value) == value && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static boolean flag(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return switch (node.isTextual() ? node.textValue() : "") {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("must be true or false", node);
        };
    }

    private static Object constant(Class<?> type, JsonNode node) {
        List<String> words = ParamSpec.words(type);
        String given = node.isTextual() ? node.textValue() : "";
        for (int i = 0; i < words.size(); i++) {
            if (sameWord(words.get(i), given)) {
                return type.getEnumConstants()[i];
            }
        }
        throw wrong("must be one of " + String.join(", ", words), node);
    }

    private static boolean sameWord(String word, String given) {
        return word.replace('_', '-').equalsIgnoreCase(given.replace('_', '-'));
    }

    private static Object created(Class<?> type, JsonNode node) {
        try {
            return JSON.treeToValue(node, type);
        } catch (JsonProcessingException refused) {
            if (refused.getCause() instanceof ParamException wrong) {
                throw wrong;
            }
            throw new ParamException("", refused.getOriginalMessage());
        }
    }

    private static ParamException wrong(String allowed, JsonNode given) {
        return new ParamException("", allowed + ", not " + shown(given));
    }

    /** The value as JSON, cut when long. */
    static String shown(JsonNode node) {
        String json = node.toString();
        return json.length() <= 60 ? json : json.substring(0, 57) + "...";
    }
}
