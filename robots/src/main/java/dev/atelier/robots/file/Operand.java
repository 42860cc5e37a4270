package dev.atelier.robots.file;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares JSON values as the filter's operators do, which follow JavaScript. Null counts as the
 * empty string everywhere.
 */
final class Operand {
    private static final Pattern NUMBER =
            Pattern.compile(
                    "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(e[+-]?[0-9]+)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern BYTES =
            Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?([kmgtp]?)i?b", Pattern.CASE_INSENSITIVE);

    private Operand() {}

    /** {@code ==} with JavaScript's conversions; lists are equal to lists with the same entries. */
    static boolean looselyEqual(JsonNode a, JsonNode b) {
        boolean sameKind = a.isContainerNode() == b.isContainerNode();
        if (a.isContainerNode() && sameKind) {
            return same(a, b);
        }
        if (isNumeric(a) || isNumeric(b)) {
            return converted(a) == converted(b);
        }
        return text(a).equals(text(b));
    }

    /** {@code ===}: type and value. */
    static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.doubleValue() == b.doubleValue();
        }
        if (a.isContainerNode() || b.isContainerNode()) {
            return a.equals(b);
        }
        return isNumeric(a) == isNumeric(b)
                && a.isBoolean() == b.isBoolean()
                && text(a).equals(text(b));
    }

    /** By number, sizes such as {@code 20mb} included, when both are numbers; else as text. */
    static int compare(JsonNode a, JsonNode b) {
        double left = measured(a);
        double right = measured(b);
        return Double.isNaN(left) || Double.isNaN(right)
                ? text(a).compareTo(text(b))
                : Double.compare(left, right);
    }

    static boolean includes(JsonNode whole, JsonNode part) {
        if (!whole.isArray()) {
            return text(whole).contains(text(part));
        }
        for (JsonNode entry : whole) {
            if (entry.isContainerNode() == part.isContainerNode()
                    && text(entry).equals(text(part))) {
                return true;
            }
        }
        return false;
    }

    static boolean empty(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY, OBJECT -> value.isEmpty();
            case NUMBER -> value.doubleValue() == 0;
            case BOOLEAN -> !value.booleanValue();
            case NULL, MISSING -> true;
            case STRING, BINARY, POJO -> value.asText().isEmpty();
        };
    }

    /** As JavaScript would print it: a list is its entries with commas. */
    static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> entries = new ArrayList<>();
            value.forEach(entry -> entries.add(text(entry)));
            return String.join(",", entries);
        }
        if (value.isNumber()) {
            double number = value.doubleValue();
            boolean whole = Math.rint(number) == number && Math.abs(number) < 1e15;
            return whole ? Long.toString((long) number) : value.asText();
        }
        return value.isNull() || value.isMissingNode()
                ? ""
                : value.isObject() ? value.toString() : value.asText();
    }

    private static boolean isNumeric(JsonNode value) {
        return value.isNumber() || value.isBoolean();
    }

    /** JavaScript's conversion: empty text is 0, text that is no number never equals one. */
    private static double converted(JsonNode value) {
        return text(value).isBlank() ? 0 : number(value);
    }

    private static double measured(JsonNode value) {
        Matcher bytes = BYTES.matcher(text(value));
        if (!bytes.matches()) {
            return number(value);
        }
        String prefix = bytes.group(2).toLowerCase(Locale.ROOT);
        int power = prefix.isEmpty() ? 0 : "kmgtp".indexOf(prefix) + 1;
        return Double.parseDouble(bytes.group(1)) * Math.pow(1024, power);
    }

    private static double number(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? 1 : 0;
        }
        String text = text(value).strip();
        return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }
}
