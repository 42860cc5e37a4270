package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.ProviderException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Where a service outside answers, how it is shown a key, and what its refusals mean. */
public interface Endpoint {
    /** As the catalogue and the room of settings name it. */
    String name();

    /** Where it answers unless the settings say otherwise; blank when they must. */
    String baseUrl();

    /** Whether it cannot be asked without a key. */
    default boolean needsKey() {
        return true;
    }

    /** The headers that carry the key; sent to the base URL's origin and to trusted hosts only. */
    Map<String, String> auth(String key);

    /** Whether URLs of another host than the base URL's are the provider's own API, too. */
    default boolean trusts(URI base, URI other) {
        return false;
    }

    /** Names of members of its answers whose strings are pictures in base64. */
    default Set<String> pictureFields() {
        return Set.of();
    }

    /** What an answer with an error status means; see {@link Refusals#byStatus} for the rest. */
    ProviderException refusal(Answer answer);

    /** How long a refusal asks to wait; null when it does not say. */
    default @Nullable Duration retryAfter(Answer answer) {
        return answer.retryAfter();
    }
}
