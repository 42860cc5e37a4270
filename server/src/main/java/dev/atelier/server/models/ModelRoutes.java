package dev.atelier.server.models;

import dev.atelier.robots.generate.ModelStanding;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.server.auth.ApiRequests;
import dev.atelier.server.auth.Scope;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.Routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /models}: what a step may name as its model, who would run it, what is missing. */
public final class ModelRoutes implements Routes {
    private final Blocking blocking;
    private final ApiRequests requests;
    private final ProviderRouting routing;

    public ModelRoutes(Blocking blocking, ApiRequests requests, ProviderRouting routing) {
        this.blocking = blocking;
        this.requests = requests;
        this.routing = routing;
    }

    @Override
    public void mount(Router router) {
        router.get("/models").handler(blocking.handler(this::list));
    }

    private Answer list(RoutingContext rc) {
        requests.query(rc, Scope.ASSEMBLIES_READ);
        return Answer.json(
                200,
                ModelJson.list(ModelStanding.all(routing), routing.catalogue().defaultModel()));
    }
}
