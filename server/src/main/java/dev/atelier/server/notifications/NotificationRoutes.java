package dev.atelier.server.notifications;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.assembly.Event;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.EventBus;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.server.auth.ApiRequest;
import dev.atelier.server.auth.ApiRequests;
import dev.atelier.server.auth.Caller;
import dev.atelier.server.auth.Scope;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.Depth;
import dev.atelier.server.http.PathId;
import dev.atelier.server.http.RequestBody;
import dev.atelier.server.http.Routes;
import dev.atelier.server.wire.NotificationJson;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** {@code /assembly_notifications}: the attempts of one Assembly, and one more. */
public final class NotificationRoutes implements Routes {
    private final AssemblyService service;
    private final EventBus bus;
    private final ApiRequests requests;
    private final Duration patience;
    private final Blocking blocking;

    /**
     * @param patience how long a replay waits for its attempt
     */
    public NotificationRoutes(
            AssemblyService service,
            EventBus bus,
            ApiRequests requests,
            Duration patience,
            Blocking blocking) {
        this.service = service;
        this.bus = bus;
        this.requests = requests;
        this.patience = patience;
        this.blocking = blocking;
    }

    @Override
    public void mount(Router router) {
        router.get("/assembly_notifications/:id").handler(blocking.handler(this::list));
        router.post("/assembly_notifications/:id/replay")
                .handler(blocking.bodyHandler(this::replay));
    }

    private Answer list(RoutingContext rc) {
        return Answer.json(200, service.read(PathId.assembly(rc), NotificationJson::list))
                .with("Cache-Control", "no-store");
    }

    private Answer replay(RoutingContext rc, RequestBody body)
            throws IOException, InterruptedException {
        String id = PathId.assembly(rc);
        ApiRequest request = requests.form(rc, body, Scope.NOTIFICATIONS_WRITE);
        requireOwner(id, request.caller());
        var wanted = NotificationJson.replay(request.params());
        return Answer.json(200, replay(id, wanted, Depth.of(rc.request())));
    }

    private void requireOwner(String id, Caller caller) {
        String owner =
                service.read(id, assembly -> assembly.created().request().sender().account());
        if (!caller.owns(owner)) {
            throw new AssemblyException(
                    ErrorCode.ASSEMBLY_NOT_FOUND, "There is no Assembly " + id + ".");
        }
    }

    private JsonNode replay(String id, NotificationJson.Replay wanted, int depth)
            throws InterruptedException {
        var attempts = new LinkedBlockingQueue<Event.Notified>();
        try (var _ = bus.subscribe(id, (_, event) -> collect(event, attempts))) {
            String mine = service.notifyAgain(id, wanted.url(), wanted.waits(), depth);
            Event.Notified made = wanted.waits() ? await(mine, attempts) : null;
            return made == null
                    ? NotificationJson.replaying(mine)
                    : NotificationJson.replayed(made);
        }
    }

    private static void collect(Event event, LinkedBlockingQueue<Event.Notified> attempts) {
        if (event instanceof Event.Notified attempt) {
            attempts.add(attempt);
        }
    }

    private Event.@Nullable Notified await(
            String notificationId, LinkedBlockingQueue<Event.Notified> attempts)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Event.Notified next;
        do {
            next = attempts.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } while (next != null && !next.notificationId().equals(notificationId));
        return next;
    }
}
