package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A workflow of the operator, as ComfyUI exports it for its API, in which values are slots such as
 * {@code "{{prompt}}"}. A slot that is the whole value takes a number as a number.
 */
final class Workflow {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SLOT = Pattern.compile("\\{\\{\\s*([A-Za-z_]+)\\s*}}");

    private final ObjectNode graph;
    private final Set<Slot> slots = EnumSet.noneOf(Slot.class);

    /** What can be filled in. */
    enum Slot {
        PROMPT,
        NEGATIVE,
        SEED,
        WIDTH,
        HEIGHT,
        IMAGE,
        MASK;

        @Override
        public String toString() {
            return "{{" + name().toLowerCase(Locale.ROOT) + "}}";
        }
    }

    private Workflow(ObjectNode graph) {
        this.graph = graph;
    }

    /**
     * @param needed slots it must have
     * @param useless slots for which there will be nothing
     * @throws IllegalArgumentException saying what is wrong with the file
     */
    static Workflow read(String file, Set<Slot> needed, Set<Slot> useless) {
        var workflow = new Workflow(graph(file));
        var unknown = new TreeSet<String>();
        collect(workflow.graph, workflow.slots, unknown);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s has the slot %s; known are %s"
                            .formatted(file, unknown.first(), List.of(Slot.values())));
        }
        var missing = EnumSet.copyOf(needed);
        missing.removeAll(workflow.slots);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s lacks %s; write it as the value of an input"
                            .formatted(file, missing.iterator().next()));
        }
        for (Slot slot : useless) {
            if (workflow.slots.contains(slot)) {
                throw new IllegalArgumentException(
                        "%s has %s, but is used where there is none".formatted(file, slot));
            }
        }
        return workflow;
    }

    private static ObjectNode graph(String file) {
        JsonNode json;
        try {
            json = JSON.readTree(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot be read as JSON: %s (%s)".formatted(file, e.getMessage()), e);
        }
        boolean nodes = !json.isEmpty();
        for (JsonNode node : json) {
            nodes &= node.path("class_type").isTextual() && node.path("inputs").isObject();
        }
        if (!(json instanceof ObjectNode graph) || !nodes) {
            throw new IllegalArgumentException(
                    file + " is no workflow for the API; export it in ComfyUI with Export (API)");
        }
        return graph;
    }

    private static void collect(JsonNode node, Set<Slot> slots, Set<String> unknown) {
        if (node.isTextual()) {
            Matcher found = SLOT.matcher(node.textValue());
            while (found.find()) {
                try {
                    slots.add(slot(found.group(1)));
                } catch (IllegalArgumentException e) {
                    unknown.add(found.group());
                }
            }
        }
        node.forEach(child -> collect(child, slots, unknown));
    }

    private static Slot slot(String name) {
        return Slot.valueOf(name.toUpperCase(Locale.ROOT));
    }

    boolean has(Slot slot) {
        return slots.contains(slot);
    }

    /** A copy with every slot filled; what is filled in is not searched for slots again. */
    ObjectNode filled(Map<Slot, JsonNode> values) {
        return (ObjectNode) fill(graph, values);
    }

    private static JsonNode fill(JsonNode node, Map<Slot, JsonNode> values) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties()
                    .forEach(member -> copy.set(member.getKey(), fill(member.getValue(), values)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(item -> copy.add(fill(item, values)));
            return copy;
        }
        return node.isTextual() ? text(node, values) : node;
    }

    private static JsonNode text(JsonNode node, Map<Slot, JsonNode> values) {
        Matcher found = SLOT.matcher(node.textValue());
        if (found.matches()) {
            return value(found.group(1), values);
        }
        String filled =
                found.replaceAll(
                        one -> Matcher.quoteReplacement(value(one.group(1), values).asText()));
        return JSON.getNodeFactory().textNode(filled);
    }

    private static JsonNode value(String name, Map<Slot, JsonNode> values) {
        JsonNode value = values.get(slot(name));
        return value == null ? JSON.getNodeFactory().textNode("") : value;
    }
}
