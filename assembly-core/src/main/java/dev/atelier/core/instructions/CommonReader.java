package dev.atelier.core.instructions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.error.Violation;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the members every step may have. Wrong ones carry the robot's validation code. */
final class CommonReader {
    private final String path;
    private final String step;
    private final ErrorCode code;
    private final List<Violation> violations;

    CommonReader(String path, String step, ErrorCode code, List<Violation> violations) {
        this.path = path;
        this.step = step;
        this.code = code;
        this.violations = violations;
    }

    OutputMeta outputMeta(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return OutputMeta.DEFAULT;
        }
        Boolean flag = asFlag(node);
        if (flag != null) {
            return flag ? OutputMeta.ALL : OutputMeta.NONE;
        }
        var wanted = new HashSet<String>();
        if (node.isArray()) {
            node.forEach(name -> wanted.add(name.asText()));
        } else if (node.isObject()) {
            node.properties()
                    .forEach(entry -> {
                        if (Boolean.TRUE.equals(asFlag(entry.getValue()))) {
                            wanted.add(entry.getKey());
                        }
                    });
        } else {
            wrong(
                    "output_meta",
                    "must be a boolean, an array of names or a map of name to boolean");
        }
        return new OutputMeta(true, false, wanted);
    }

    Set<Phase> ignoreErrors(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return Set.of();
        }
        Boolean flag = asFlag(node);
        if (flag != null) {
            return flag ? InstructionsParser.allPhases() : Set.of();
        }
        var phases = EnumSet.noneOf(Phase.class);
        if (!node.isArray()) {
            wrong("ignore_errors", "must be a boolean or an array of meta and execute");
        }
        for (JsonNode name : node) {
            switch (name.asText().toLowerCase(Locale.ROOT)) {
                case "meta" -> phases.add(Phase.META);
                case "execute" -> phases.add(Phase.EXECUTE);
                case "import" -> phases.add(Phase.IMPORT);
                default ->
                        wrong(
                                "ignore_errors",
                                "`" + name.asText() + "` is no phase; use meta or execute");
            }
        }
        return phases;
    }

    boolean result(@Nullable JsonNode node) {
        boolean debug = node != null && node.asText().equals("debug");
        return debug || flag("result", node);
    }

    boolean batch(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return false;
        }
        if (!node.asText().equals("batch")) {
            wrong("queue", "the only value is \"batch\"; leave it out for the live queue");
        }
        return true;
    }

    boolean flag(String name, @Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return false;
        }
        Boolean flag = asFlag(node);
        if (flag == null) {
            wrong(name, "must be true or false");
            return false;
        }
        return flag;
    }

    Interpolation interpolation(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return Interpolation.ON;
        }
        Boolean flag = asFlag(node);
        if (flag != null) {
            return flag ? Interpolation.ON : Interpolation.OFF;
        }
        if (!node.isObject()) {
            wrong("interpolate", "must be a boolean or a map of parameter path to boolean");
            return Interpolation.ON;
        }
        Map<String, Boolean> paths = new HashMap<>();
        node.properties()
                .forEach(entry -> {
                    Boolean on = asFlag(entry.getValue());
                    if (on == null) {
                        wrong("interpolate." + entry.getKey(), "must be true or false");
                    } else {
                        paths.put(entry.getKey(), on);
                    }
                });
        return new Interpolation(true, paths);
    }

    ObjectNode userMeta(@Nullable JsonNode node) {
        if (node != null && !node.isNull()) {
            if (node instanceof ObjectNode object) {
                return object;
            }
            wrong("user_meta", "must be an object");
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static @Nullable Boolean asFlag(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        return switch (node.isTextual() ? node.asText() : "") {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    private void wrong(String member, String message) {
        violations.add(new Violation(code, path + "." + member, message, step));
    }
}
