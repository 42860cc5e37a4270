package dev.atelier.server.http;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

/**
 * Stops loops: our notifications say how many of them led to one another, and whoever creates
 * something in answer to one should pass that on.
 */
public final class Depth implements Handler<RoutingContext> {
    private static final String HEADER = "X-Atelier-Depth";
    private static final int LIMIT = 3;

    @Override
    public void handle(RoutingContext rc) {
        if (of(rc.request()) > LIMIT) {
            rc.fail(
                    new AssemblyException(
                            ErrorCode.SERVER_403,
                            "Notifications of this server lead to one another in a circle."));
        } else {
            rc.next();
        }
    }

    /** How many notifications led to a request. */
    public static int of(HttpServerRequest request) {
        @Nullable String depth = request.getHeader(HEADER);
        if (depth == null) {
            return 0;
        }
        return depth.strip().matches("\\d{1,4}") ? Integer.parseInt(depth.strip()) : LIMIT + 1;
    }
}
