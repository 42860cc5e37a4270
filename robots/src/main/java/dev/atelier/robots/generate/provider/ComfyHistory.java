package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What became of an order to ComfyUI. Its history says nothing of work that is not over, so the
 * queue is asked in turn: what is in neither is lost, as after a restart of ComfyUI.
 */
final class ComfyHistory {
    private static final String QUEUE = "queue";

    private ComfyHistory() {}

    static Reply.Accepted begin(String id) {
        return new Reply.Accepted(AssemblyFile.emptyJson().put("id", id));
    }

    static Ask question(ObjectNode ticket) {
        boolean queue = ticket.path(QUEUE).asBoolean();
        return Ask.get(queue ? "/queue" : "/history/" + ticket.path("id").asText());
    }

    static Reply reply(JsonNode answer, ObjectNode ticket, long seed) throws ProviderException {
        String id = ticket.path("id").asText();
        if (ticket.path(QUEUE).asBoolean()) {
            boolean waiting = lists(answer.path("queue_running"), id);
            boolean known = waiting || lists(answer.path("queue_pending"), id);
            return next(id, false, !known);
        }
        JsonNode order = answer.path(id);
        if (order.isObject()) {
            return finished(order, seed);
        }
        if (ticket.path("missing").asBoolean()) {
            throw new ProviderException(
                    Kind.RESULT_EXPIRED,
                    "comfyui does not know the order any more; was it restarted?");
        }
        return next(id, true, false);
    }

    private static Reply next(String id, boolean queue, boolean missing) {
        ObjectNode ticket = AssemblyFile.emptyJson().put("id", id);
        ticket.put(QUEUE, queue);
        ticket.put("missing", missing);
        return new Reply.Accepted(ticket);
    }

    /** An entry is an array with the id in second place. */
    private static boolean lists(JsonNode queue, String id) {
        for (JsonNode entry : queue) {
            if (entry.path(1).asText().equals(id)) {
                return true;
            }
        }
        return false;
    }

    private static Reply finished(JsonNode order, long seed) throws ProviderException {
        JsonNode picture = picture(order.path("outputs"));
        if (picture != null) {
            return new Reply.Finished(List.of(Made.at(view(picture)).withSeed(seed)));
        }
        for (JsonNode message : order.at("/status/messages")) {
            if (message.path(0).asText().equals("execution_error")) {
                JsonNode error = message.path(1);
                throw new ProviderException(
                        Kind.BROKEN,
                        "comfyui failed in node %s (%s): %s"
                                .formatted(
                                        error.path("node_id").asText(),
                                        error.path("node_type").asText(),
                                        error.path("exception_message").asText()));
            }
        }
        return new Reply.Finished(List.of());
    }

    /** The first that is saved, else the first that is shown. */
    private static @Nullable JsonNode picture(JsonNode outputs) {
        JsonNode shown = null;
        for (JsonNode node : outputs) {
            for (JsonNode image : node.path("images")) {
                if (image.path("type").asText().equals("output")) {
                    return image;
                }
                shown = shown == null ? image : shown;
            }
        }
        return shown;
    }

    private static String view(JsonNode image) {
        return "view?filename=%s&subfolder=%s&type=%s"
                .formatted(part(image, "filename"), part(image, "subfolder"), part(image, "type"));
    }

    private static String part(JsonNode image, String name) {
        return URLEncoder.encode(image.path(name).asText(""), StandardCharsets.UTF_8);
    }
}
