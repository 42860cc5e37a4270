package dev.atelier.robots.generate.provider;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the operator says about one provider.
 *
 * @param key asked for anew with each call; gives null when there is none
 * @param baseUrl null for the provider's own
 * @param atOnce calls under way at a time
 * @param deadline for one call in all, polling and fetching included
 * @param poll time between two questions after accepted work
 * @param failures when it is left alone
 * @param options settings of this provider alone
 */
public record ProviderSettings(
        Supplier<@Nullable String> key,
        @Nullable String baseUrl,
        int atOnce,
        Duration deadline,
        Duration poll,
        FailureRules failures,
        Map<String, String> options) {
    public ProviderSettings {
        options = Map.copyOf(options);
    }

    /** Left alone after the usual number of failures. */
    public ProviderSettings(
            Supplier<@Nullable String> key,
            @Nullable String baseUrl,
            int atOnce,
            Duration deadline,
            Duration poll,
            Map<String, String> options) {
        this(key, baseUrl, atOnce, deadline, poll, FailureRules.DEFAULT, options);
    }
}
