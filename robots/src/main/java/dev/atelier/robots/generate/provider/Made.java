package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.robots.generate.ProviderException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One picture an answer tells of: in a file already, or at a URL.
 *
 * @param file null when it has to be fetched
 * @param url null when it was in the answer
 * @param seed it was made with, when the provider says so
 * @param revisedPrompt the prompt the provider really used, when it says so
 */
public record Made(
        @Nullable Path file,
        @Nullable String url,
        @Nullable Long seed,
        @Nullable String revisedPrompt) {

    public static Made in(Path file) {
        return new Made(file, null, null, null);
    }

    public static Made at(String url) {
        return new Made(null, url, null, null);
    }

    /** Out of a URL that may hold the picture itself; null when there is none. */
    public static @Nullable Made of(JsonNode url) throws ProviderException {
        return DataUrl.made(url);
    }

    /**
     * Those of a list in the form of OpenAI's Images API; entries without a picture are left out.
     */
    static List<Made> listed(JsonNode data) {
        var pictures = new ArrayList<Made>();
        for (JsonNode item : data) {
            Path file = Answer.picture(item.path("b64_json"));
            String url = item.path("url").textValue();
            if (file != null || url != null) {
                String revised = item.path("revised_prompt").textValue();
                pictures.add(new Made(file, file == null ? url : null, null, revised));
            }
        }
        return pictures;
    }

    public Made withSeed(@Nullable Long value) {
        return new Made(file, url, value, revisedPrompt);
    }

    public Made withRevisedPrompt(@Nullable String value) {
        return new Made(file, url, seed, value);
    }
}
