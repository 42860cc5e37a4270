package dev.atelier.server.http;

import dev.atelier.core.error.ErrorCode;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds how many requests of one sender may be arriving at a time. One that has arrived whole and
 * waits for its answer does not count.
 */
final class Crowd implements Handler<RoutingContext> {
    private final int limit;
    private final ClientAddress addresses;
    private final Map<String, Integer> unfinished = new ConcurrentHashMap<>();

    Crowd(int limit, ClientAddress addresses) {
        this.limit = limit;
        this.addresses = addresses;
    }

    @Override
    public void handle(RoutingContext rc) {
        if (rc.request().isEnded()) {
            rc.next();
            return;
        }
        String address = addresses.network(rc.request());
        int now = unfinished.merge(address, 1, Integer::sum);
        rc.request()
                .end()
                .onComplete(ended -> unfinished.computeIfPresent(address, (a, n) -> less(n)));
        if (now > limit) {
            rc.fail(RetryLater.in(2, ErrorCode.RATE_LIMIT_REACHED, "Too many uploads at a time."));
        } else {
            rc.next();
        }
    }

    @SuppressWarnings("NullAway")
    private static Integer less(int count) {
        return count > 1 ? count - 1 : null;
    }
}
