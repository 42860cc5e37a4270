package dev.atelier.core.instructions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.error.Violation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Substitutes Assembly Variables ({@code ${file.name}}) in the parameters of a step. Works on the
 * parsed tree, once: a value that itself looks like a variable stays text.
 */
public final class Variables {
    /** Longest text one variable may bring in. */
    static final int MAX_VALUE_CHARS = 64 * 1024;

    /** Longest text all variables of one step together may bring in. */
    static final int MAX_CHARS = 1024 * 1024;

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z_$][\\w$-]*(?:\\.[\\w$-]+|\\[\\d{1,6}]|\\[\"[^\"]*\"])*");
    private static final Pattern SEGMENT = Pattern.compile("[\\w$-]+|\"[^\"]*\"");
    private static final Pattern INDEX = Pattern.compile("\\d{1,6}");
    private static final Set<String> ROOTS =
            Set.of(
                    "assembly",
                    "fields",
                    "file",
                    "unique_prefix",
                    "unique_original_prefix",
                    "previous_step",
                    "date");

    private final ObjectNode scope;
    private final Set<String> missing = new LinkedHashSet<>();
    private final List<Violation> violations = new ArrayList<>();
    private final ErrorCode code;
    private long chars;

    /**
     * @param scope the values by root name: {@code file}, {@code fields}, …
     * @param code what a value that cannot be used is reported as
     */
    public Variables(ObjectNode scope, ErrorCode code) {
        this.scope = scope;
        this.code = code;
    }

    /**
     * The step's own parameters with their variables substituted.
     *
     * @param literal parameters left as written unless the step's {@code interpolate} names them
     */
    public ObjectNode substitute(Step step, Set<String> literal) {
        if (!present(step.params())) {
            return step.params();
        }
        return (ObjectNode) walk(step.params(), "", new Place(step, literal));
    }

    /** One text of a parameter with its variables substituted. */
    public String fill(Step step, String param, String text) {
        return asText(text(text, param, new Place(step, Set.of())));
    }

    /** Where substitution stands: the step, and what in it stays as written. */
    private record Place(Step step, Set<String> literal) {}

    /** Variables without a value, in order; each was taken as the empty string. */
    public List<String> missing() {
        return List.copyOf(missing);
    }

    /** Values that cannot be used. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** Whether any string in the tree holds a variable. */
    public static boolean present(JsonNode node) {
        if (node.isTextual()) {
            return node.asText().contains("${");
        }
        for (JsonNode child : node) {
            if (present(child)) {
                return true;
            }
        }
        return false;
    }

    /** What can be said of a step's variables before any value is known. */
    public static List<Violation> check(Step step, ErrorCode code) {
        var found = new ArrayList<Violation>();
        check(step.params(), "", step, code, found);
        return found;
    }

    private static void check(
            JsonNode node, String path, Step step, ErrorCode code, List<Violation> found) {
        if (node.isTextual() && step.interpolation().covers(path)) {
            Matcher matcher = VARIABLE.matcher(node.asText());
            while (matcher.find()) {
                String wrong = wrong(matcher.group(1).strip());
                if (wrong != null) {
                    found.add(
                            new Violation(
                                    code, "steps." + step.name() + "." + path, wrong, step.name()));
                }
            }
        } else if (node.isObject()) {
            node.properties()
                    .forEach(entry ->
                            check(entry.getValue(), join(path, entry.getKey()), step, code, found));
        } else if (node.isArray()) {
            node.forEach(item -> check(item, path, step, code, found));
        }
    }

    private static @Nullable String wrong(String expression) {
        if (expression.equals("Date.now()")) {
            return null;
        }
        if (!PATH.matcher(expression).matches()) {
            return "`${"
                    + expression
                    + "}` is an expression; only variables such as ${file.name} can be used in"
                    + " this version. Set interpolate to false if it is meant literally";
        }
        String root = expression.split("[.\\[]", 2)[0];
        if (!ROOTS.contains(root)) {
            return "there is no variable `"
                    + root
                    + "`; known are "
                    + String.join(", ", ROOTS.stream().sorted().toList());
        }
        return null;
    }

    private JsonNode walk(JsonNode node, String path, Place place) {
        if (node instanceof ObjectNode object) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(entry ->
                            out.set(
                                    entry.getKey(),
                                    walk(entry.getValue(), join(path, entry.getKey()), place)));
            return out;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(item -> out.add(walk(item, path, place)));
            return out;
        }
        return node.isTextual() && place.step().interpolation().covers(path, place.literal())
                ? text(node.asText(), path, place)
                : node;
    }

    /** A string that is one variable takes the value's own type; any other stays a string. */
    private JsonNode text(String text, String path, Place place) {
        Matcher matcher = VARIABLE.matcher(text);
        if (matcher.matches()) {
            return checked(value(matcher.group(1).strip()), path, place);
        }
        return TextNode.valueOf(
                matcher.replaceAll(match ->
                        Matcher.quoteReplacement(
                                asText(checked(value(match.group(1).strip()), path, place)))));
    }

    private static String asText(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private JsonNode checked(JsonNode value, String path, Place place) {
        int length = asText(value).length();
        chars += length;
        if (length <= MAX_VALUE_CHARS && chars <= MAX_CHARS) {
            return value;
        }
        if (violations.isEmpty()) {
            violations.add(tooLong(path, place.step()));
        }
        return TextNode.valueOf("");
    }

    private Violation tooLong(String path, Step step) {
        return new Violation(
                code,
                "steps." + step.name() + "." + path,
                "variables may bring in "
                        + MAX_VALUE_CHARS
                        + " characters each and "
                        + MAX_CHARS
                        + " in one step; use shorter values",
                step.name());
    }

    private JsonNode value(String expression) {
        JsonNode at = scope;
        Matcher segments =
                SEGMENT.matcher(expression.equals("Date.now()") ? "date.now" : expression);
        while (segments.find() && at != null) {
            String name = segments.group();
            at =
                    name.startsWith("\"")
                            ? at.get(name.substring(1, name.length() - 1))
                            : step(at, name);
        }
        if (at == null || at.isNull() || at.isMissingNode()) {
            missing.add(expression);
            return TextNode.valueOf("");
        }
        return at;
    }

    private static @Nullable JsonNode step(JsonNode at, String name) {
        return at.isArray() && INDEX.matcher(name).matches()
                ? at.get(Integer.parseInt(name))
                : at.get(name);
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
