package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Set;

/** Covers what must not be seen in params, templates and steps that are shown. */
public final class Masking {
    /** What stands in the place of a secret. */
    public static final String MASK = "****";

    private static final Set<String> SECRET = Set.of("key", "secret", "password");

    private Masking() {}

    /**
     * A copy with the secrets of {@code auth} and {@code steps} covered; fields are the client's
     * own business.
     */
    public static ObjectNode params(ObjectNode params) {
        ObjectNode masked = params.deepCopy();
        if (masked.get("auth") instanceof ObjectNode auth) {
            auth.remove("secret");
            cover(auth);
        }
        JsonNode steps = masked.get("steps");
        if (steps != null) {
            steps.forEach(Masking::cover);
        }
        return masked;
    }

    private static void cover(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(member -> {
                        if (SECRET.contains(member.getKey()) && member.getValue().isValueNode()) {
                            member.setValue(object.textNode(MASK));
                        } else {
                            cover(member.getValue());
                        }
                    });
        } else if (node instanceof ArrayNode array) {
            array.forEach(Masking::cover);
        }
    }
}
