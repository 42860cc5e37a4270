package dev.atelier.server.http;

import io.vertx.core.http.HttpServerRequest;

import org.jspecify.annotations.Nullable;

/** Where the client reaches this server: as configured, else as the request says. */
public record BaseUrl(@Nullable String configured, ClientAddress addresses) {

    public String of(HttpServerRequest request) {
        if (configured != null) {
            return configured.replaceFirst("/+$", "");
        }
        return addresses.scheme(request) + "://" + addresses.host(request);
    }
}
