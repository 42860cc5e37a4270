package dev.atelier.core.instructions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.error.Violation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads every form of {@code use}: a name, an array of names or objects, one object {@code {name,
 * as, fields}}, or {@code {steps, bundle_steps, group_by_original, fields}}.
 */
final class UseReader {
    private static final int MAX_SOURCES = 1_000;

    private final String path;
    private final String step;
    private final List<Violation> violations;

    UseReader(String path, String step, List<Violation> violations) {
        this.path = path;
        this.step = step;
        this.violations = violations;
    }

    Use read(@Nullable JsonNode use) {
        if (use == null || use.isNull()) {
            return new Use.None();
        }
        if (use.isObject() && !use.has("name")) {
            return bundleForm(use);
        }
        return new Use.From(sources(use, path), false, false, List.of());
    }

    private Use bundleForm(JsonNode use) {
        use.properties()
                .forEach(entry -> {
                    switch (entry.getKey()) {
                        case "steps", "bundle_steps", "group_by_original", "fields" -> {}
                        default ->
                                wrong(
                                        path + "." + entry.getKey(),
                                        "is not a member of use; it knows steps,"
                                                + " bundle_steps, group_by_original and"
                                                + " fields");
                    }
                });
        JsonNode steps = use.get("steps");
        if (steps == null || steps.isNull()) {
            wrong(path, "an object form of use needs steps");
            return new Use.None();
        }
        return new Use.From(
                sources(steps, path + ".steps"),
                flag(use.get("bundle_steps"), path + ".bundle_steps"),
                flag(use.get("group_by_original"), path + ".group_by_original"),
                strings(use.get("fields"), path + ".fields"));
    }

    private List<Use.Source> sources(JsonNode node, String at) {
        var sources = new ArrayList<Use.Source>();
        if (node.isArray()) {
            if (node.isEmpty() || node.size() > MAX_SOURCES) {
                wrong(at, "name 1 to " + MAX_SOURCES + " steps");
                return sources;
            }
            for (int i = 0; i < node.size(); i++) {
                source(node.get(i), at + "[" + i + "]", sources);
            }
        } else {
            source(node, at, sources);
        }
        return sources;
    }

    private void source(JsonNode node, String at, List<Use.Source> sources) {
        if (node.isTextual()) {
            sources.add(new Use.Source(node.asText(), List.of(), List.of()));
        } else if (node.isObject() && node.path("name").isTextual()) {
            node.properties()
                    .forEach(entry -> {
                        switch (entry.getKey()) {
                            case "name", "as", "fields" -> {}
                            default ->
                                    wrong(
                                            at + "." + entry.getKey(),
                                            "is not a member of a use entry; it knows"
                                                    + " name, as and fields");
                        }
                    });
            sources.add(
                    new Use.Source(
                            node.get("name").asText(),
                            strings(node.get("as"), at + ".as"),
                            strings(node.get("fields"), at + ".fields")));
        } else {
            wrong(at, "must be a step name or an object with a name, not " + kindOf(node));
        }
    }

    private static String kindOf(JsonNode node) {
        return node.isObject() ? "an object without one" : InstructionsParser.kind(node);
    }

    private boolean flag(@Nullable JsonNode node, String at) {
        if (node == null || node.isNull()) {
            return false;
        }
        if (node.isBoolean() || node.asText().matches("true|false")) {
            return node.asBoolean();
        }
        wrong(at, "must be true or false");
        return false;
    }

    /** A string or an array of strings; {@code true} and absent stand for no restriction. */
    private List<String> strings(@Nullable JsonNode node, String at) {
        if (node == null || node.isNull() || node.equals(BooleanNode.TRUE)) {
            return List.of();
        }
        if (node.isTextual()) {
            return List.of(node.asText());
        }
        var all = new ArrayList<String>();
        if (!node.isArray()) {
            wrong(at, "must be a string or an array of strings");
        }
        for (JsonNode item : node) {
            if (item.isTextual()) {
                all.add(item.asText());
            } else {
                wrong(at, "must hold strings only");
            }
        }
        return all;
    }

    private void wrong(String at, String message) {
        violations.add(new Violation(ErrorCode.ASSEMBLY_STEP_INVALID_USE, at, message, step));
    }
}
