package dev.atelier.server.openapi;

import dev.atelier.server.http.Answer;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.Routes;

import io.vertx.ext.web.Router;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code /openapi.yaml}: what this server answers, as OpenAPI 3.1. */
public final class OpenApiRoutes implements Routes {
    private static final String NAME = "openapi.yaml";

    private final Blocking blocking;
    private final Answer document;

    public OpenApiRoutes(Blocking blocking) {
        this.blocking = blocking;
        this.document =
                Answer.text(200, "application/yaml", load()).with("Cache-Control", "no-cache");
    }

    @Override
    public void mount(Router router) {
        router.get("/" + NAME).handler(blocking.handler(rc -> document));
    }

    private static String load() {
        try (InputStream in = OpenApiRoutes.class.getResourceAsStream(NAME)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + NAME);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
