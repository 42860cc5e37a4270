package dev.atelier.server.events;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.AssemblyStore;
import dev.atelier.core.port.EventBus;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.server.config.EventsConfig;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.Outflow;
import dev.atelier.server.http.PathId;
import dev.atelier.server.http.Routes;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code /ws1?assembly=ID}: what happens to an Assembly, as it happens. A client that comes late
 * gets everything from the start; one that comes back says by {@code Last-Event-ID} what it has.
 */
public final class EventRoutes implements Routes {
    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Type", "text/event-stream",
                    "Cache-Control", "no-cache, no-store",
                    "X-Accel-Buffering", "no");

    private final EventsConfig settings;
    private final Blocking blocking;
    private final Feeds feeds;
    private final AtomicInteger listeners = new AtomicInteger();

    public EventRoutes(
            EventsConfig settings,
            AssemblyStore store,
            EventBus bus,
            AssemblyService service,
            Blocking blocking) {
        this.settings = settings;
        this.blocking = blocking;
        this.feeds =
                new Feeds(
                        new Feed.Sources(store, bus, service),
                        new Feed.Manner(
                                settings.kept(),
                                Duration.ofMillis(settings.pollMillis()),
                                Duration.ofMillis(settings.progressMillis())));
    }

    @Override
    public void mount(Router router) {
        router.getWithRegex("/ws\\d+/?")
                .handler(
                        blocking.streamHandler(
                                Duration.ofSeconds(settings.stallSeconds()), this::follow));
    }

    private @Nullable Answer follow(RoutingContext rc, Outflow out)
            throws Outflow.GoneException, InterruptedException {
        HttpServerRequest request = rc.request();
        refuseSockets(request);
        String id = request.getParam("assembly", "");
        if (!PathId.valid(id)) {
            throw new AssemblyException(
                    ErrorCode.ASSEMBLY_NOT_FOUND, "There is no such Assembly; ask ?assembly=ID.");
        }
        try {
            if (listeners.incrementAndGet() > settings.listeners()) {
                throw crowded();
            }
            return follow(id, Position.parse(request.getHeader("Last-Event-ID")), out);
        } finally {
            listeners.decrementAndGet();
        }
    }

    private @Nullable Answer follow(String id, Position position, Outflow out)
            throws Outflow.GoneException, InterruptedException {
        Feed feed = feeds.take(id);
        try {
            feed.open();
            if (!position.equals(Position.START) && feed.isOverAt(position)) {
                return new Answer(204, Map.of(), Buffer.buffer());
            }
            out.start(200, HEADERS);
            out.write(Buffer.buffer("id: " + id + "\n\n"));
            var ping = Duration.ofMillis(settings.pingMillis());
            new Listener(feed, out, position, ping).follow();
            return null;
        } finally {
            feeds.giveBack(id);
        }
    }

    /** Old clients try Socket.IO first; a plain refusal makes them ask for the status instead. */
    private static void refuseSockets(HttpServerRequest request) {
        String upgrade = request.getHeader(HttpHeaders.UPGRADE);
        if ("websocket".equalsIgnoreCase(upgrade) || request.getParam("EIO") != null) {
            throw new AssemblyException(
                    ErrorCode.SERVER_404,
                    "There are no sockets here: live updates are server-sent events at this URL"
                            + " with ?assembly=ID.");
        }
    }

    private static AssemblyException crowded() {
        var error =
                AssemblyError.of(
                        ErrorCode.RATE_LIMIT_REACHED,
                        "Too many clients follow Assemblies live; ask for the status instead.");
        return new AssemblyException(error.with("info", Map.of("retryIn", 5)));
    }
}
