package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The settings of one provider alone. Whatever is wrong is an {@link IllegalArgumentException} with
 * a message for the operator.
 */
record OwnSettings(String provider, Map<String, String> values) {
    private static final JsonMapper JSON = new JsonMapper();

    OwnSettings {
        values = Map.copyOf(values);
    }

    @Nullable String text(String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    String text(String name, String fallback) {
        String value = text(name);
        return value == null ? fallback : value;
    }

    /** One of a few words. */
    String choice(String name, List<String> words) {
        String value = text(name, words.getFirst());
        if (!words.contains(value)) {
            throw wrong(name, "must be one of " + String.join(", ", words) + ", not " + value);
        }
        return value;
    }

    boolean flag(String name, boolean fallback) {
        String other = fallback ? "false" : "true";
        return Boolean.parseBoolean(choice(name, List.of(Boolean.toString(fallback), other)));
    }

    int whole(String name, int fallback, int least, int most) {
        BigDecimal value = number(name, least, most);
        try {
            return value == null ? fallback : value.intValueExact();
        } catch (ArithmeticException e) {
            throw wrong(name, "must be a whole number");
        }
    }

    /** As the operator wrote it; null when left out. */
    @Nullable BigDecimal number(String name, long least, long most) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw wrong(name, "must be a number, not " + text);
        }
        if (value.compareTo(BigDecimal.valueOf(least)) < 0
                || value.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw wrong(name, "must be from %d to %d, not %s".formatted(least, most, text));
        }
        return value;
    }

    BigDecimal number(String name, String fallback, long least, long most) {
        BigDecimal value = number(name, least, most);
        return value == null ? new BigDecimal(fallback) : value;
    }

    /** A JSON object; empty when left out. */
    ObjectNode object(String name) {
        String text = text(name);
        if (text == null) {
            return AssemblyFile.emptyJson();
        }
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // told below, as JSON of another kind is
        }
        throw wrong(name, "must be a JSON object, such as {\"steps\": 20}");
    }

    IllegalArgumentException wrong(String name, String message) {
        return new IllegalArgumentException(
                "providers.%s.%s %s".formatted(provider, name, message));
    }
}
