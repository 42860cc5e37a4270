package dev.atelier.server.http;

import dev.atelier.core.error.AssemblyException;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Builds the router: what holds for every request first, then the features. */
public final class Routers {
    private static final int FIRST = -10;

    private Routers() {}

    /**
     * @param open whether the server has no keys at the moment; asked for every request
     */
    public static Router build(
            Vertx vertx,
            Connections connections,
            BooleanSupplier open,
            BaseUrl baseUrl,
            int unfinishedPerAddress,
            List<Routes> features) {
        Router router = Router.router(vertx);
        var errors = new Errors(baseUrl);
        router.route().order(FIRST).handler(connections::handle).failureHandler(errors);
        router.route().order(FIRST + 1).handler(new Framing(connections));
        router.route().order(FIRST + 2).handler(new OpenMode(open));
        router.route().order(FIRST + 3).handler(new Cors());
        router.route()
                .order(FIRST + 4)
                .handler(new Crowd(unfinishedPerAddress, baseUrl.addresses()));
        router.route().order(FIRST + 5).handler(new Depth());
        features.forEach(feature -> feature.mount(router));
        router.route().last().handler(Routers::nothingHere);
        router.errorHandler(400, errors);
        return router;
    }

    private static void nothingHere(RoutingContext rc) {
        rc.fail(new AssemblyException(Errors.notFound()));
    }
}
