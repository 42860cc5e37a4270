package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import java.time.Duration;

/** Everything about one provider, for its calls. */
record Counter(
        Endpoint endpoint, ProviderSettings settings, ProviderHttp http, Gate gate, Shared shared) {

    static Counter of(Endpoint endpoint, ProviderSettings settings, Shared shared) {
        return new Counter(
                endpoint,
                settings,
                new ProviderHttp(endpoint, settings, shared.doors()),
                new Gate(endpoint.name(), settings.atOnce(), settings.failures(), shared.clock()),
                shared);
    }

    boolean ready() {
        boolean somewhere = settings.baseUrl() != null || !endpoint.baseUrl().isBlank();
        boolean open = !endpoint.needsKey() || settings.key().get() != null;
        return somewhere && open;
    }

    /** Why something that costs nothing was refused; says when to ask again if that passes. */
    ProviderException refusal(Answer answer) {
        ProviderException refusal = masked(endpoint.refusal(answer));
        if (refusal.kind() != Kind.OVERLOADED && refusal.kind() != Kind.RATE_LIMITED) {
            return refusal;
        }
        Duration asked = endpoint.retryAfter(answer);
        return refusal.passing(asked == null ? Duration.ofSeconds(2) : asked);
    }

    /** The same without the key, in case a provider repeats it. */
    ProviderException masked(ProviderException e) {
        String message = String.valueOf(e.getMessage());
        String masked = http.masked(message);
        return masked.equals(message) ? e : e.saying(masked);
    }
}
