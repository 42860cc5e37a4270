package dev.atelier.server.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Compares what came with a case's matcher and notes every difference with its path. */
final class Matcher {
    private static final double NUMBER_TOLERANCE = 0.0005;

    private final List<String> differences = new ArrayList<>();

    List<String> differences() {
        return differences;
    }

    void fail(String path, String message) {
        differences.add(path + ": " + message);
    }

    /** An object matcher needs a superset of its keys; a list the same length and order. */
    void match(String path, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && isSpecial(expected)) {
            special(path, expected, actual);
        } else if (expected.isObject()) {
            expected.properties()
                    .forEach(entry ->
                            match(
                                    path + "." + entry.getKey(),
                                    entry.getValue(),
                                    actual.path(entry.getKey())));
        } else if (expected.isArray()) {
            list(path, expected, actual);
        } else if (!sameScalar(expected, actual)) {
            fail(path, "expected " + expected + " but was " + shown(actual));
        }
    }

    private void list(String path, JsonNode expected, JsonNode actual) {
        if (actual.size() != expected.size()) {
            fail(path, "expected " + expected.size() + " entries but was " + shown(actual));
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            match(path + "[" + i + "]", expected.get(i), actual.get(i));
        }
    }

    /** The same length; each matcher finds an entry of its own. */
    void matchAnyOrder(String path, JsonNode expected, JsonNode actual) {
        if (actual.size() != expected.size()) {
            fail(path, "expected " + expected.size() + " entries but was " + shown(actual));
            return;
        }
        subsetAnyOrder(path, expected, actual);
    }

    /** Each matcher finds an entry of its own; more entries do no harm. */
    void subsetAnyOrder(String path, JsonNode expected, JsonNode actual) {
        var left = new ArrayList<JsonNode>();
        actual.forEach(left::add);
        for (JsonNode one : expected) {
            if (!left.removeIf(new First(one))) {
                fail(path, "nothing matches " + one + " in " + shown(actual));
            }
        }
    }

    /** True for the first entry that matches, then never again. */
    private static final class First implements Predicate<JsonNode> {
        private final JsonNode expected;
        private boolean found;

        First(JsonNode expected) {
            this.expected = expected;
        }

        @Override
        public boolean test(JsonNode actual) {
            var trial = new Matcher();
            trial.match("", expected, actual);
            boolean hit = !found && trial.differences().isEmpty();
            found = found || hit;
            return hit;
        }
    }

    private static boolean isSpecial(JsonNode expected) {
        return expected.propertyStream().anyMatch(entry -> entry.getKey().startsWith("$"));
    }

    private void special(String path, JsonNode expected, JsonNode actual) {
        expected.properties()
                .forEach(entry -> {
                    JsonNode value = entry.getValue();
                    switch (entry.getKey()) {
                        case "$absent" -> absent(path, actual);
                        case "$type" -> type(path, value.asText(), actual);
                        case "$regex" -> regex(path, value.asText(), actual);
                        case "$contains" -> contains(path, value, actual);
                        case "$equals" -> equal(path, value, actual);
                        case "$len" -> length(path, value.asInt(), actual);
                        case "$each" -> each(path, value, actual);
                        case "$names" -> names(path, value, actual);
                        default -> fail(path, "unknown matcher " + entry.getKey());
                    }
                });
    }

    private void absent(String path, JsonNode actual) {
        if (!actual.isMissingNode() && !actual.isNull()) {
            fail(path, "expected to be absent but was " + shown(actual));
        }
    }

    private void type(String path, String type, JsonNode actual) {
        boolean right =
                switch (type) {
                    case "string" -> actual.isTextual();
                    case "number" -> actual.isNumber();
                    case "array" -> actual.isArray();
                    case "object" -> actual.isObject();
                    case "boolean" -> actual.isBoolean();
                    default -> false;
                };
        if (!right) {
            fail(path, "expected a " + type + " but was " + shown(actual));
        }
    }

    private void regex(String path, String regex, JsonNode actual) {
        if (!actual.isTextual() || !Pattern.compile(regex).matcher(actual.asText()).find()) {
            fail(path, "expected to match " + regex + " but was " + shown(actual));
        }
    }

    private void contains(String path, JsonNode parts, JsonNode actual) {
        for (JsonNode part : parts) {
            if (!actual.asText().contains(part.asText())) {
                fail(path, "expected to contain " + part + " but was " + shown(actual));
            }
        }
    }

    private void equal(String path, JsonNode value, JsonNode actual) {
        if (!value.equals(actual)) {
            fail(path, "expected exactly " + value + " but was " + shown(actual));
        }
    }

    private void length(String path, int length, JsonNode actual) {
        if (actual.size() != length) {
            fail(path, "expected " + length + " entries but was " + shown(actual));
        }
    }

    private void each(String path, JsonNode matcher, JsonNode actual) {
        for (int i = 0; i < actual.size(); i++) {
            match(path + "[" + i + "]", matcher, actual.get(i));
        }
    }

    private void names(String path, JsonNode names, JsonNode actual) {
        var expected = new TreeSet<String>();
        names.forEach(name -> expected.add(name.asText()));
        var found = new TreeSet<String>();
        actual.forEach(entry -> found.add(entry.path("name").asText()));
        if (!expected.equals(found)) {
            fail(path, "expected the names " + expected + " but was " + found);
        }
    }

    private static boolean sameScalar(JsonNode expected, JsonNode actual) {
        boolean numbers = expected.isNumber() && actual.isNumber();
        return numbers
                ? Math.abs(expected.asDouble() - actual.asDouble()) <= NUMBER_TOLERANCE
                : expected.equals(actual);
    }

    private static String shown(JsonNode node) {
        if (node.isMissingNode()) {
            return "missing";
        }
        String text = node.toString();
        return text.length() > 400 ? text.substring(0, 400) + "…" : text;
    }
}
