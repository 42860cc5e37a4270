package dev.atelier.core.instructions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

/**
 * Lays what a request says over what a template says: objects member by member, arrays element by
 * element, anything else replaced.
 */
public final class TemplateMerge {
    private static final String STEPS = "steps";
    private static final String ALLOW = "allow_steps_override";

    private TemplateMerge() {}

    /**
     * The params that hold for a request that uses a template. A member the request sends as null
     * has the template's value.
     *
     * @throws AssemblyException {@code TEMPLATE_DENIES_STEPS_OVERRIDE}
     */
    public static ObjectNode merge(ObjectNode template, ObjectNode request) {
        if (request.hasNonNull(STEPS)) {
            requireOverridable(template);
        }
        ObjectNode over = request.deepCopy();
        template.properties()
                .forEach(member -> {
                    JsonNode sent = over.get(member.getKey());
                    if (sent != null && sent.isNull()) {
                        over.remove(member.getKey());
                    }
                });
        return (ObjectNode) over(template, over);
    }

    /**
     * To be called when a request brings steps of its own.
     *
     * @throws AssemblyException {@code TEMPLATE_DENIES_STEPS_OVERRIDE} when the template forbids it
     */
    public static void requireOverridable(JsonNode template) {
        JsonNode allow = template.path(ALLOW);
        if (allow.isBoolean() && !allow.booleanValue()) {
            throw new AssemblyException(
                    ErrorCode.TEMPLATE_DENIES_STEPS_OVERRIDE,
                    "The template has allow_steps_override: false, so a request that uses it must"
                            + " not have steps.");
        }
    }

    /** A new tree: {@code upper} laid over {@code lower}; neither is changed. */
    public static JsonNode over(JsonNode lower, JsonNode upper) {
        if (lower instanceof ObjectNode below && upper instanceof ObjectNode above) {
            ObjectNode merged = below.deepCopy();
            above.properties()
                    .forEach(member -> {
                        JsonNode known = below.get(member.getKey());
                        merged.set(
                                member.getKey(),
                                known == null
                                        ? member.getValue().deepCopy()
                                        : over(known, member.getValue()));
                    });
            return merged;
        }
        if (lower instanceof ArrayNode below && upper instanceof ArrayNode above) {
            ArrayNode merged = below.deepCopy();
            for (int i = 0; i < above.size(); i++) {
                if (i < below.size()) {
                    merged.set(i, over(below.get(i), above.get(i)));
                } else {
                    merged.add(above.get(i).deepCopy());
                }
            }
            return merged;
        }
        return upper.deepCopy();
    }
}
