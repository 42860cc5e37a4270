package dev.atelier.core.robot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One component of a parameter record, read once per record.
 *
 * @param name as on the wire, in snake_case
 * @param type its Java type
 * @param rule what {@link Param} says about it
 * @param nullable whether JSON null is allowed
 */
record ParamSpec(String name, Type type, Param rule, boolean nullable) {
    private static final ClassValue<List<ParamSpec>> BY_RECORD =
            new ClassValue<>() {
                @Override
                protected List<ParamSpec> computeValue(Class<?> record) {
                    return Arrays.stream(record.getRecordComponents())
                            .flatMap(component ->
                                    isInline(component)
                                            ? of(component.getType()).stream()
                                            : Stream.of(of(component)))
                            .toList();
                }
            };

    /** Those of a record, with the ones of its {@link Inline} records in their place. */
    static List<ParamSpec> of(Class<?> record) {
        return BY_RECORD.get(record);
    }

    static boolean isInline(RecordComponent component) {
        return component.isAnnotationPresent(Inline.class);
    }

    static ParamSpec of(RecordComponent component) {
        Param rule = component.getAnnotation(Param.class);
        if (rule == null) {
            throw new IllegalArgumentException(component + " has no @Param");
        }
        return new ParamSpec(
                rule.name().isEmpty() ? snakeCase(component.getName()) : rule.name(),
                component.getGenericType(),
                rule,
                component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    /** {@code watermarkXOffset} becomes {@code watermark_x_offset}, {@code x1} stays. */
    static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** The type in the words of the documentation. */
    String typeName() {
        return rule.type().isEmpty() ? typeName(type) : rule.type();
    }

    private String typeName(Type of) {
        if (of instanceof ParameterizedType list) {
            return "list of " + typeName(list.getActualTypeArguments()[0]);
        }
        Class<?> known = (Class<?>) of;
        if (known.isEnum()) {
            return oneOf(words(known));
        }
        return switch (known.getSimpleName()) {
            case "Integer", "Long" -> "integer";
            case "Double" -> "number";
            case "Boolean" -> "boolean";
            case "String" -> rule.oneOf().length > 0 ? oneOf(List.of(rule.oneOf())) : "string";
            default -> known == JsonNode.class ? "any" : "object";
        };
    }

    private static String oneOf(List<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }

    /** The words an enum has on the wire, in order. */
    static List<String> words(Class<?> enumType) {
        return Arrays.stream(enumType.getEnumConstants())
                .map(constant -> word((Enum<?>) constant))
                .toList();
    }

    /** {@code @JsonProperty} if there is one, else the constant's name in lower case. */
    private static String word(Enum<?> constant) {
        try {
            JsonProperty named =
                    constant.getDeclaringClass()
                            .getField(constant.name())
                            .getAnnotation(JsonProperty.class);
            return named == null ? constant.name().toLowerCase(Locale.ROOT) : named.value();
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
