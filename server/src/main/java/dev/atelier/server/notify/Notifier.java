package dev.atelier.server.notify;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.Event.Delivery;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.NotificationQueue.Ending;
import dev.atelier.core.port.NotificationQueue.Finish;
import dev.atelier.core.port.NotificationQueue.Handler;
import dev.atelier.core.port.NotificationQueue.Notification;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.OutboundAnswer;
import dev.atelier.robots.outbound.OutboundBody;
import dev.atelier.robots.outbound.OutboundException;
import dev.atelier.robots.outbound.OutboundRequest;
import dev.atelier.server.wire.NotificationBody;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Makes one attempt: the status as it is now, signed, posted; what came of it is stored. */
public final class Notifier implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final int KEPT_ANSWER = 1_000;

    private final AssemblyService service;
    private final Outbound outbound;
    private final NotificationSigner signer;
    private final InstantSource clock;
    private final Patience patience;
    private final String build;

    /**
     * How often delivery is tried.
     *
     * @param attempts when, counted from the end of the Assembly
     * @param total time for one attempt
     */
    public record Patience(List<Duration> attempts, Duration total) {}

    /** What is to be sent, and the attempt's number. */
    private record Letter(String body, int attempt) {}

    /** What an attempt brought. */
    private record Outcome(
            @Nullable Integer code,
            @Nullable String data,
            @Nullable String error,
            boolean hopeless) {}

    /**
     * @param build the version of this server
     */
    public Notifier(
            AssemblyService service,
            Outbound outbound,
            NotificationSigner signer,
            InstantSource clock,
            Patience patience,
            String build) {
        this.service = service;
        this.outbound = outbound;
        this.signer = signer;
        this.clock = clock;
        this.patience = patience;
        this.build = build;
    }

    @Override
    public Finish attempt(Notification notification) {
        String id = notification.assemblyId();
        Letter letter;
        try {
            letter = service.read(id, assembly -> letter(notification, assembly));
        } catch (AssemblyException e) {
            if (e.error().code() != ErrorCode.ASSEMBLY_NOT_FOUND) {
                throw e;
            }
            LOG.info("nothing to tell any more assembly={}", id);
            return ending -> ending.over();
        }
        long start = clock.millis();
        Outcome outcome = post(notification, letter);
        Instant next = outcome.hopeless() ? null : next(notification, letter.attempt());
        var made = event(notification, letter.attempt(), start, outcome, next != null);
        LOG.info(
                "notified assembly={} attempt={} delivery={} code={}",
                id,
                letter.attempt(),
                made.delivery(),
                outcome.code());
        return ending -> service.notified(id, made, () -> end(ending, made, next));
    }

    private static void end(Ending ending, Event.Notified made, @Nullable Instant next) {
        if (made.delivery() == Delivery.RETRYING && next != null) {
            ending.again(next);
        } else {
            ending.over();
        }
    }

    private Letter letter(Notification notification, Assembly assembly) {
        long made =
                assembly.notifications().stream()
                        .filter(attempt -> attempt.notificationId().equals(notification.id()))
                        .count();
        String status = NotificationBody.status(assembly, build);
        String key = assembly.created().request().sender().keyId();
        String body = NotificationBody.form(status, signer.sign(key, status));
        return new Letter(body, Math.toIntExact(made) + 1);
    }

    private Outcome post(Notification notification, Letter letter) {
        var body =
                OutboundBody.of("application/x-www-form-urlencoded; charset=UTF-8", letter.body());
        var request =
                OutboundRequest.post(notification.url(), body, patience.total())
                        .withOwn("X-Atelier-Depth", Integer.toString(notification.depth() + 1))
                        .cutAt(KEPT_ANSWER);
        var answered = new ByteArrayOutputStream();
        try {
            OutboundAnswer answer = outbound.send(request, answered);
            String data = answered.toString(StandardCharsets.UTF_8);
            return answer.successful()
                    ? new Outcome(answer.status(), data, null, false)
                    : new Outcome(answer.status(), data, refusal(answer), false);
        } catch (OutboundException e) {
            LOG.debug("notification failed assembly={}", notification.assemblyId(), e);
            boolean hopeless = e.kind() == OutboundException.Kind.BAD_URL;
            return new Outcome(null, null, e.getMessage(), hopeless);
        }
    }

    private static String refusal(OutboundAnswer answer) {
        String text = "The server answered " + answer.status() + " instead of 200";
        return answer.headers().containsKey("location")
                ? text + "; notify_url must be where it redirects to."
                : text + ".";
    }

    /** When to try again, null for never. */
    private @Nullable Instant next(Notification notification, int attempt) {
        if (notification.once() || attempt >= patience.attempts().size()) {
            return null;
        }
        return Instant.ofEpochMilli(notification.since()).plus(patience.attempts().get(attempt));
    }

    private Event.Notified event(
            Notification notification, int attempt, long start, Outcome outcome, boolean again) {
        Delivery failed = again ? Delivery.RETRYING : Delivery.GIVEN_UP;
        long now = clock.millis();
        return new Event.Notified(
                now,
                notification.id(),
                notification.url(),
                attempt,
                outcome.error() == null ? Delivery.DONE : failed,
                now - start,
                outcome.code(),
                outcome.data(),
                outcome.error());
    }
}
