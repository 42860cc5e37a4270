package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

/** What the errors of OpenAI, and of those who speak like it, mean. */
public final class OpenAiRefusals {
    private OpenAiRefusals() {}

    public static ProviderException of(String name, Answer answer) {
        JsonNode error = answer.errorJson().path("error");
        String said = error.path("message").asText("");
        return switch (error.path("code").asText("")) {
            case "moderation_blocked", "content_policy_violation" ->
                    Refusals.of(Kind.CONTENT_POLICY, name, answer, said);
            case "insufficient_quota", "billing_hard_limit_reached" ->
                    Refusals.of(Kind.QUOTA, name, answer, said);
            case "model_not_found" -> Refusals.of(Kind.MODEL_GONE, name, answer, said);
            default -> Refusals.byStatus(name, answer, said);
        };
    }
}
