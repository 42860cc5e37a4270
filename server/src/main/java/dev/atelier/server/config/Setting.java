package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One setting as its annotation declares it.
 *
 * @param room the table in the file, such as {@code http}
 * @param name the key in that table, in snake case
 */
record Setting(String room, String name, Class<?> type, Param about) {

    /** Every setting, in the order of the documentation. */
    static List<Setting> all() {
        return Arrays.stream(AtelierConfig.class.getRecordComponents())
                .filter(room -> room.getType().isRecord())
                .flatMap(room -> ofRoom(room.getName(), room.getType()).stream())
                .toList();
    }

    static List<Setting> ofRoom(String room, Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(Param.class))
                .map(component -> of(room, component))
                .toList();
    }

    private static Setting of(String room, RecordComponent component) {
        Param about = Objects.requireNonNull(component.getAnnotation(Param.class));
        return new Setting(room, snake(component.getName()), component.getType(), about);
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    String key() {
        return room + "." + name;
    }

    String variable() {
        return "ATELIER_" + (room + "_" + name).toUpperCase(Locale.ROOT).replace('.', '_');
    }

    boolean secret() {
        return type == Secret.class;
    }

    /**
     * @param text null for the default
     * @throws IllegalArgumentException with a message that says what is allowed
     */
    @Nullable Object parse(@Nullable String text) {
        String value = text == null ? about.fallback() : text.strip();
        if (value.isEmpty()) {
            return absent(text);
        }
        if (type == String.class) {
            return checked(value);
        }
        if (secret()) {
            return new Secret(value);
        }
        if (type == boolean.class) {
            return flag(value);
        }
        long number = number(value);
        return type == int.class ? (Object) (int) number : (Object) number;
    }

    private @Nullable Object absent(@Nullable String given) {
        if (given != null && !about.fallback().isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return null;
    }

    private String checked(String value) {
        List<String> allowed = List.of(about.oneOf());
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            throw new IllegalArgumentException(
                    "must be one of " + String.join(", ", allowed) + ", not `" + value + "`");
        }
        if (!about.pattern().isEmpty() && !value.matches(about.pattern())) {
            throw new IllegalArgumentException(
                    "`" + value + "` does not look right; it must match " + about.pattern());
        }
        return value;
    }

    private static boolean flag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "must be true or false, not `" + value + "`");
        };
    }

    private long number(String value) {
        try {
            long number = Long.parseLong(value.replace("_", ""));
            if (number >= about.min() && number <= about.max()) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, as a number out of range is
        }
        throw new IllegalArgumentException(
                "must be a whole number from %d to %d, not `%s`"
                        .formatted((long) about.min(), (long) about.max(), value));
    }
}
