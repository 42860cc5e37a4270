package dev.atelier.server.config;

import dev.atelier.core.robot.Param;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** One provider of pictures outside, in a table named after it. */
public record ProviderConfig(
        @Param(doc = "Its key.") @Nullable Secret key,
        @Param(
                        doc = "Where it answers. When left out, the provider's own address.",
                        pattern = "https?://[^/?#\\s@]+(/[^?#\\s]*)?")
                @Nullable String baseUrl,
        @Param(doc = "Calls under way at a time.", min = 1, max = 10_000, fallback = "16")
                int atOnce,
        @Param(
                        doc = "Time between two questions after accepted work, in ms.",
                        min = 10,
                        max = 60_000,
                        fallback = "1000")
                int pollMillis,
        Map<String, String> options) {
    /** One that is not set up. */
    public static final ProviderConfig DEFAULT = new ProviderConfig(null, null, 16, 1000, Map.of());
}
