package dev.atelier.robots.chat;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.provider.Answer;
import dev.atelier.robots.generate.provider.Endpoint;
import dev.atelier.robots.generate.provider.OpenAiRefusals;

import java.util.Map;

/**
 * A server with the Chat Completions API of OpenAI.
 *
 * @param baseUrl ends where {@code /chat/completions} begins
 * @param needsKey false for servers at home, which may stand open
 */
public record ChatEndpoint(String name, String baseUrl, boolean needsKey) implements Endpoint {
    public static final ChatEndpoint OPENAI =
            new ChatEndpoint("openai", "https://api.openai.com/v1", true);

    /** Any other server; the settings say where. */
    public static final ChatEndpoint COMPATIBLE = new ChatEndpoint("compatible", "", false);

    @Override
    public Map<String, String> auth(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    @Override
    public ProviderException refusal(Answer answer) {
        return OpenAiRefusals.of(name, answer);
    }
}
