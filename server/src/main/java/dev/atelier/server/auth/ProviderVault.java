package dev.atelier.server.auth;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/**
 * The stored keys of providers outside. Another process may change them at any time: they are read
 * again when they are asked for and a second has passed.
 */
public final class ProviderVault {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final ProviderKeys stored;
    private final SecretBox box;
    private final InstantSource clock;
    private volatile Known known = new Known(Instant.MIN, Map.of());

    private record Known(Instant at, Map<String, String> sealed) {}

    public ProviderVault(ProviderKeys stored, SecretBox box, InstantSource clock) {
        this.stored = stored;
        this.box = box;
        this.clock = clock;
    }

    /** The key of a provider; null when none is stored. */
    public @Nullable String key(String provider) {
        String sealed = sealed().get(provider);
        return sealed == null ? null : box.open(sealed, context(provider));
    }

    /** The providers that have a key here. */
    public Set<String> names() {
        return sealed().keySet();
    }

    private Map<String, String> sealed() {
        Instant now = clock.instant();
        Known here = known;
        if (here.at().isBefore(now.minus(FRESH))) {
            here = new Known(now, Map.copyOf(stored.all()));
            known = here;
        }
        return here.sealed();
    }

    public void set(String provider, String key) {
        stored.put(provider, box.seal(key, context(provider)), clock.millis());
        known = new Known(Instant.MIN, Map.of());
    }

    /** Gives whether there was one. */
    public boolean remove(String provider) {
        known = new Known(Instant.MIN, Map.of());
        return stored.remove(provider);
    }

    /** What the key of a provider is sealed for. */
    public static String context(String provider) {
        return "provider_key:" + provider;
    }
}
