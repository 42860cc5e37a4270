package dev.atelier.core.instructions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.error.Violation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Substitutes Assembly Variables ({@code ${file.name}}) in the parameters of a step. Works on the
 * parsed tree, once: a value that itself looks like a variable stays text.
 */
public final class Variables {
    /** Longest text one variable may bring in. */
    static final int MAX_VALUE_CHARS = 64 * 1024;

    /** Longest text all variables of one step together may bring in. */
    static final int MAX_CHARS = 1024 * 1024;

    /** Most expressions of one step that are computed. */
    static final int MAX_EXPRESSIONS = 100;

    /** Longest expression. */
    static final int MAX_EXPRESSION_CHARS = 10_000;

    private final ObjectNode scope;
    private final Expressions expressions;
    private final Map<String, JsonNode> computed = new HashMap<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final List<Violation> violations = new ArrayList<>();
    private final ErrorCode code;
    private long chars;

    /**
     * @param scope the values by root name: {@code file}, {@code fields}, …
     * @param expressions computes what is more than a look-up
     * @param code what a value that cannot be used is reported as
     */
    public Variables(ObjectNode scope, Expressions expressions, ErrorCode code) {
        this.scope = scope;
        this.expressions = expressions;
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
    public static List<Violation> check(Step step, Set<String> literal, ErrorCode code) {
        var found = new ArrayList<Violation>();
        check(step.params(), "", new Place(step, literal), code, found);
        return found;
    }

    private static void check(
            JsonNode node, String path, Place place, ErrorCode code, List<Violation> found) {
        Step step = place.step();
        if (node.isTextual() && step.interpolation().covers(path, place.literal())) {
            for (Placeholders.Part part : Placeholders.of(node.asText())) {
                String wrong = part.expression() ? wrong(part.text()) : null;
                if (wrong != null) {
                    found.add(new Violation(code, path(step, path), wrong, step.name()));
                }
            }
        } else if (node.isObject()) {
            node.properties()
                    .forEach(entry ->
                            check(
                                    entry.getValue(),
                                    join(path, entry.getKey()),
                                    place,
                                    code,
                                    found));
        } else if (node.isArray()) {
            node.forEach(item -> check(item, path, place, code, found));
        }
    }

    private static @Nullable String wrong(String expression) {
        return expression.length() > MAX_EXPRESSION_CHARS
                ? "an expression may have "
                        + MAX_EXPRESSION_CHARS
                        + " characters; use a step with /script/run for longer ones"
                : VariablePath.wrong(expression);
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
        List<Placeholders.Part> parts = Placeholders.of(text);
        if (parts.size() == 1 && parts.getFirst().expression()) {
            return checked(value(parts.getFirst().text(), path, place), path, place);
        }
        var whole = new StringBuilder();
        for (Placeholders.Part part : parts) {
            whole.append(
                    part.expression()
                            ? asText(checked(value(part.text(), path, place), path, place))
                            : part.text());
        }
        return TextNode.valueOf(whole.toString());
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
            violate(
                    code,
                    "variables may bring in "
                            + MAX_VALUE_CHARS
                            + " characters each and "
                            + MAX_CHARS
                            + " in one step; use shorter values",
                    path,
                    place);
        }
        return TextNode.valueOf("");
    }

    private void violate(ErrorCode as, String message, String path, Place place) {
        Step step = place.step();
        violations.add(new Violation(as, path(step, path), message, step.name()));
    }

    private static String path(Step step, String path) {
        return "steps." + step.name() + "." + path;
    }

    private JsonNode value(String expression, String path, Place place) {
        JsonNode found =
                VariablePath.matches(expression) ? VariablePath.find(expression, scope) : null;
        JsonNode value = found == null ? computed(expression, path, place) : found;
        if (value.isMissingNode() || value.isNull()) {
            missing.add(expression);
            return TextNode.valueOf("");
        }
        return value;
    }

    private JsonNode computed(String expression, String path, Place place) {
        JsonNode known = computed.get(expression);
        if (known != null) {
            return known;
        }
        JsonNode value = compute(expression, path, place);
        computed.put(expression, value);
        return value;
    }

    /** The first failure ends it, so that many of them cannot take long. */
    private JsonNode compute(String expression, String path, Place place) {
        var code = ErrorCode.SCRIPT_RUN_VALIDATION;
        if (!violations.isEmpty()) {
            return TextNode.valueOf("");
        }
        if (computed.size() >= MAX_EXPRESSIONS) {
            String most = "a step may have " + MAX_EXPRESSIONS + " different expressions";
            violate(code, most, path, place);
            return TextNode.valueOf("");
        }
        try {
            return expressions.value(expression, scope);
        } catch (AssemblyException e) {
            String shown =
                    expression.length() > 100 ? expression.substring(0, 100) + "…" : expression;
            violate(code, "`${" + shown + "}`: " + e.error().message(), path, place);
            return TextNode.valueOf("");
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
