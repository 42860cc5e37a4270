package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

/** Notifications as the API shows them, and what it takes to send one again. */
public final class NotificationJson {
    private static final String PROCESSING = "processing";

    private NotificationJson() {}

    /**
     * What a replay asks for.
     *
     * @param url null for the one of the Assembly
     * @param waits answer after the attempt
     */
    public record Replay(@Nullable String url, boolean waits) {}

    /** Every attempt, in order; a notification that waits for its first one, too. */
    public static ObjectNode list(Assembly assembly) {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("ok", "ASSEMBLY_NOTIFICATIONS_LISTED");
        ArrayNode list = body.putArray("notifications");
        assembly.notifications().forEach(attempt -> list.add(entry(assembly.id(), attempt)));
        if (isAwaited(assembly)) {
            list.addObject()
                    .put("assembly_id", assembly.id())
                    .put("notification_id", assembly.id())
                    .put("url", assembly.created().request().notifyUrl())
                    .put("status", PROCESSING);
        }
        return body;
    }

    private static boolean isAwaited(Assembly assembly) {
        return assembly.status().terminal()
                && assembly.wantsNotification()
                && assembly.notifications().isEmpty();
    }

    private static ObjectNode entry(String id, Event.Notified attempt) {
        ObjectNode entry = AssemblyFile.emptyJson();
        entry.put("assembly_id", id);
        entry.put("notification_id", attempt.notificationId());
        entry.put("attempt", attempt.attempt());
        entry.put("url", attempt.url());
        entry.put("status", attempt.error() == null ? "successful" : "error");
        entry.put("start", WireDates.gmt(attempt.at() - attempt.millis()));
        entry.put("duration", WireDates.seconds(attempt.millis()));
        entry.put("response_code", attempt.responseCode());
        entry.put("response_data", attempt.responseData());
        entry.put("error", attempt.error());
        return entry;
    }

    /** The members of the status: those of the last attempt. */
    static void write(Assembly assembly, ObjectNode json) {
        var attempts = assembly.notifications();
        Event.Notified last = attempts.isEmpty() ? null : attempts.getLast();
        json.put("notify_url", assembly.created().request().notifyUrl());
        if (last == null) {
            json.put("notify_status", isAwaited(assembly) ? PROCESSING : null);
            for (String part : new String[] {"start", "response_code", "response_data"}) {
                json.putNull("notify_" + part);
            }
            json.putNull("notify_duration");
            json.putNull("notify_error");
            return;
        }
        json.put("notify_start", WireDates.gmt(last.at() - last.millis()));
        json.put("notify_status", status(last.delivery()));
        json.put("notify_response_code", last.responseCode());
        json.put("notify_response_data", last.responseData());
        json.put("notify_duration", WireDates.seconds(last.millis()));
        json.put("notify_error", last.error());
    }

    private static String status(Event.Delivery delivery) {
        return switch (delivery) {
            case DONE -> "successful";
            case RETRYING -> PROCESSING;
            case GIVEN_UP -> "error";
        };
    }

    /**
     * @param params the params of the request
     * @throws AssemblyException {@code ASSEMBLY_INVALID_NOTIFY_URL}
     */
    public static Replay replay(JsonNode params) {
        if (!params.path("fields").isEmpty()) {
            throw new AssemblyException(
                    ErrorCode.ASSEMBLY_NOTIFICATION_NOT_REPLAYED,
                    "A notification tells of the Assembly as it is, so its fields cannot be"
                            + " changed; leave `fields` out, or replay the Assembly with them.");
        }
        JsonNode wait = params.path("wait");
        boolean waits = wait.isMissingNode() || wait.isNull() || wait.asText().equals("true");
        return new Replay(CreateParamsReader.notifyUrl(params.get("notify_url")), waits);
    }

    /** A notification is on its way again. */
    public static ObjectNode replaying(String notificationId) {
        return answer("ASSEMBLY_NOTIFICATION_REPLAYING", notificationId);
    }

    /**
     * The attempt was made.
     *
     * @throws AssemblyException {@code ASSEMBLY_NOTIFICATION_NOT_REPLAYED} when it failed
     */
    public static ObjectNode replayed(Event.Notified attempt) {
        if (attempt.error() != null) {
            throw new AssemblyException(
                    ErrorCode.ASSEMBLY_NOTIFICATION_NOT_REPLAYED, attempt.error());
        }
        return answer("ASSEMBLY_NOTIFICATION_REPLAYED", attempt.notificationId());
    }

    private static ObjectNode answer(String ok, String notificationId) {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("ok", ok);
        body.put("success", true);
        body.put("notification_id", notificationId);
        return body;
    }
}
