package dev.atelier.core.instructions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is written into a template's step besides an address is meant for that address: keys and
 * headers. Whoever knows no more than an auth key must not have them sent elsewhere.
 */
public final class TemplateSecrets {
    private static final Set<String> SECRETS =
            Set.of("headers", "key", "secret", "password", "session_token");
    private static final List<String> PLACES =
            List.of("robot", "url", "endpoint", "host", "credentials");

    private TemplateSecrets() {}

    /**
     * To be called for a request without a signature.
     *
     * @throws AssemblyException {@code NO_SIGNATURE_FIELD} naming the step and what it changes
     */
    public static void requireHome(ObjectNode template, ObjectNode request) {
        template.path("steps")
                .properties()
                .forEach(step ->
                        requireHome(
                                step.getKey(),
                                step.getValue(),
                                request.path("steps").path(step.getKey())));
    }

    private static void requireHome(String name, JsonNode step, JsonNode over) {
        for (String secret : SECRETS) {
            for (String place : PLACES) {
                if (holds(step, secret) && moves(step, over, place)) {
                    throw new AssemblyException(
                            ErrorCode.NO_SIGNATURE_FIELD,
                            "The step `%s` of the template holds `%s`, so only a signed request may change its `%s`."
                                    .formatted(name, secret, place));
                }
            }
        }
    }

    private static boolean holds(JsonNode step, String secret) {
        JsonNode held = step.path(secret);
        return held.isContainerNode() ? !held.isEmpty() : !held.asText("").isBlank();
    }

    private static boolean moves(JsonNode step, JsonNode over, String place) {
        return over.has(place) && !Objects.equals(over.get(place), step.get(place));
    }
}
