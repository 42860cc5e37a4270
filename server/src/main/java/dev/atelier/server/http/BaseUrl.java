package dev.atelier.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;

import org.jspecify.annotations.Nullable;

/** Where the client reaches this server: as configured, else as the request says. */
public record BaseUrl(@Nullable String configured) {

    public String of(HttpServerRequest request) {
        if (configured != null) {
            return configured.replaceFirst("/+$", "");
        }
        HostAndPort authority = request.authority();
        String host = authority == null ? "localhost" : authority.toString();
        return request.scheme() + "://" + host;
    }
}
