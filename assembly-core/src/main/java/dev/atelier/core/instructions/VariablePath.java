package dev.atelier.core.instructions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plain form of a variable, such as {@code file.meta.faces[0].width}: looked up, not run. */
public final class VariablePath {
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z_$][\\w$-]*(?:\\.[\\w$-]+|\\[\\d{1,6}]|\\[\"[^\"]*\"])*");
    private static final Pattern SEGMENT = Pattern.compile("[\\w$-]+|\"[^\"]*\"");
    private static final Pattern INDEX = Pattern.compile("\\d+");
    private static final int MOST_DIGITS = 6;
    private static final String NOW = "Date.now()";

    /** What every step can see. */
    private static final Set<String> ROOTS =
            Set.of(
                    "assembly",
                    "fields",
                    "file",
                    "unique_prefix",
                    "unique_original_prefix",
                    "previous_step",
                    "date");

    /** Words that are JavaScript's own. */
    private static final Set<String> LANGUAGE =
            Set.of(
                    "Array",
                    "BigInt",
                    "Boolean",
                    "Date",
                    "Infinity",
                    "JSON",
                    "Math",
                    "NaN",
                    "Number",
                    "Object",
                    "RegExp",
                    "String",
                    "false",
                    "null",
                    "true",
                    "undefined");

    private VariablePath() {}

    /** Whether the text is a look-up. */
    public static boolean matches(String text) {
        return text.equals(NOW) || (FORM.matcher(text).matches() && ROOTS.contains(root(text)));
    }

    /** What is wrong with an expression that can be told without any value; null if nothing. */
    static @Nullable String wrong(String expression) {
        if (expression.isEmpty()) {
            return "`${}` names no variable. Set interpolate to false if it is meant literally";
        }
        boolean script = !FORM.matcher(expression).matches() || LANGUAGE.contains(root(expression));
        if (script || ROOTS.contains(root(expression))) {
            return null;
        }
        return "there is no variable `"
                + root(expression)
                + "`; known are "
                + String.join(", ", ROOTS.stream().sorted().toList());
    }

    private static String root(String path) {
        return path.split("[.\\[]", 2)[0];
    }

    /**
     * The value at a path.
     *
     * @return missing when there is none; null when the path goes on into a text or list, whose
     *     members only JavaScript knows
     */
    public static @Nullable JsonNode find(String path, ObjectNode scope) {
        JsonNode at = scope;
        Matcher segments = SEGMENT.matcher(path.equals(NOW) ? "date.now" : path);
        while (segments.find()) {
            String name = segments.group();
            boolean index = INDEX.matcher(name).matches();
            if (at.isTextual() || (at.isArray() && !index)) {
                return null;
            }
            at = member(at, name);
        }
        return at.isNull() ? MissingNode.getInstance() : at;
    }

    private static JsonNode member(JsonNode at, String name) {
        if (name.startsWith("\"")) {
            return at.path(name.substring(1, name.length() - 1));
        }
        if (!at.isArray()) {
            return at.path(name);
        }
        return name.length() > MOST_DIGITS
                ? MissingNode.getInstance()
                : at.path(Integer.parseInt(name));
    }
}
