package dev.atelier.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections that ask for nothing: new ones whose first headers do not come, and kept ones
 * that fell silent. A request under way is timed by whoever reads its body, and one that waits for
 * its answer is not timed at all.
 */
public final class Connections {
    private final Vertx vertx;
    private final Duration headers;
    private final Duration idle;
    private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();
    private final Set<HttpConnection> refused = ConcurrentHashMap.newKeySet();

    public Connections(Vertx vertx, Duration headers, Duration idle) {
        this.vertx = vertx;
        this.headers = headers;
        this.idle = idle;
    }

    /** To be called for every new connection. */
    public void opened(HttpConnection connection) {
        arm(connection, headers);
        connection.closeHandler(closed -> {
            disarm(connection);
            refused.remove(connection);
        });
    }

    /** A handler that comes first on every route. */
    void handle(RoutingContext rc) {
        HttpConnection connection = rc.request().connection();
        if (refused.contains(connection)) {
            connection.close();
            return;
        }
        disarm(connection);
        rc.addEndHandler(ended -> arm(connection, idle));
        rc.next();
    }

    /** Answers no further request of a connection, not even one that has arrived already. */
    void refuse(HttpConnection connection) {
        refused.add(connection);
    }

    private void arm(HttpConnection connection, Duration limit) {
        disarm(connection);
        timers.put(connection, vertx.setTimer(limit.toMillis(), timer -> connection.close()));
    }

    private void disarm(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
