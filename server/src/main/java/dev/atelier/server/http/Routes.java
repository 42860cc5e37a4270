package dev.atelier.server.http;

import io.vertx.ext.web.Router;

/** One feature's share of the API. */
@FunctionalInterface
public interface Routes {
    void mount(Router router);
}
