package dev.atelier.robots.generate.provider;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

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

    public Made withSeed(@Nullable Long value) {
        return new Made(file, url, value, revisedPrompt);
    }

    public Made withRevisedPrompt(@Nullable String value) {
        return new Made(file, url, seed, value);
    }
}
