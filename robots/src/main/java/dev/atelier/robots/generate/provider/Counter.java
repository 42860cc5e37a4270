package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.ProviderException;

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

    /** The same without the key, in case a provider repeats it. */
    ProviderException masked(ProviderException e) {
        String message = String.valueOf(e.getMessage());
        String masked = http.masked(message);
        return masked.equals(message) ? e : e.saying(masked);
    }
}
