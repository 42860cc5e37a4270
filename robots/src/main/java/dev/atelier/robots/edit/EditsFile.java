package dev.atelier.robots.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.robot.Nearest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The {@code edits} of the operator's file of models. An entry of a known task, provider and name
 * changes the members it has, any other adds a model; the operator's come first. Whatever is wrong
 * is told with the file, the entry and what to write instead.
 */
final class EditsFile {
    private static final String EDITS = "edits";
    private static final List<String> TASKS =
            Arrays.stream(Edit.Task.values())
                    .map(task -> task.name().toLowerCase(Locale.ROOT))
                    .toList();
    private static final List<String> PROVIDERS = List.of("replicate", "fal");

    private final Path file;
    private final EditModels base;

    /** What a member must be. */
    private record Rule(boolean needed, Predicate<JsonNode> fits, String must) {}

    private static final Map<String, Rule> MEMBERS = members();

    EditsFile(Path file, EditModels base) {
        this.file = file;
        this.base = base;
    }

    private static Map<String, Rule> members() {
        Predicate<JsonNode> text = value -> value.isTextual() && !value.asText().isBlank();
        var rules = new LinkedHashMap<String, Rule>();
        rules.put("task", oneOf(TASKS));
        rules.put("provider", oneOf(PROVIDERS));
        rules.put("name", new Rule(true, text, "must be what steps call it"));
        rules.put("id", new Rule(true, text, "must be the provider's own name for the model"));
        rules.put("official", new Rule(false, JsonNode::isBoolean, "must be true or false"));
        rules.put(
                "price",
                new Rule(
                        true,
                        value -> value.isNumber() && value.decimalValue().signum() >= 0,
                        "must be US dollars for one picture, such as 0.005"));
        rules.put("image", new Rule(false, text, "must be the input the picture goes into"));
        rules.put("scale", new Rule(false, text, "must be the input the factor goes into"));
        return rules;
    }

    private static Rule oneOf(List<String> words) {
        return new Rule(
                true,
                value -> value.isTextual() && words.contains(value.asText()),
                "must be one of " + String.join(", ", words));
    }

    EditModels models() {
        var own = new LinkedHashMap<List<String>, JsonNode>();
        JsonNode entries = entries();
        for (int i = 0; i < entries.size(); i++) {
            String where = "%s[%d]".formatted(EDITS, i);
            ObjectNode entry = checked(entries.get(i), where);
            if (own.put(key(entry), entry) != null) {
                throw wrong(where, "is there twice; put both into one entry");
            }
        }
        var all = new ArrayList<>(own.values());
        base.entries().stream().filter(known -> !own.containsKey(key(known))).forEach(all::add);
        return new EditModels(all);
    }

    /** The form of the whole file is checked by whoever reads its models. */
    private JsonNode entries() {
        try {
            return new JsonMapper().readTree(Files.readString(file)).path(EDITS);
        } catch (IOException e) {
            throw wrong("", "cannot be read: " + e.getMessage());
        }
    }

    private static List<String> key(JsonNode entry) {
        return List.of(
                entry.path("task").asText(),
                entry.path("provider").asText(),
                entry.path("name").asText());
    }

    private ObjectNode checked(JsonNode entry, String where) {
        if (!(entry instanceof ObjectNode given)) {
            throw wrong(where, "must be an object");
        }
        ObjectNode whole = over(given);
        given.fieldNames().forEachRemaining(name -> requireKnown(name, where));
        MEMBERS.forEach((name, rule) -> {
            JsonNode value = whole.get(name);
            if (value == null ? rule.needed : !rule.fits.test(value)) {
                throw wrong(where + "." + name, rule.must);
            }
        });
        return whole;
    }

    private ObjectNode over(ObjectNode given) {
        return base.entries().stream()
                .filter(known -> key(known).equals(key(given)))
                .findFirst()
                .map(known -> (ObjectNode) known.deepCopy())
                .map(known -> known.<ObjectNode>setAll(given))
                .orElse(given);
    }

    private void requireKnown(String name, String where) {
        if (!MEMBERS.containsKey(name)) {
            String hint =
                    Nearest.to(name, List.copyOf(MEMBERS.keySet()))
                            .map(near -> "did you mean " + near + "?")
                            .orElse("known are " + String.join(", ", MEMBERS.keySet()));
            throw wrong(where + "." + name, "is not known; " + hint);
        }
    }

    private IllegalArgumentException wrong(String where, String what) {
        return new IllegalArgumentException(
                file + ": " + (where.isEmpty() ? "" : where + " ") + what);
    }
}
