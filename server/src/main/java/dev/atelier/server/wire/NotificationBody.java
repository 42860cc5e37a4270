package dev.atelier.server.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.instructions.TemplateMerge;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is posted to a notify_url. */
public final class NotificationBody {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAYLOAD = "notification_payload";

    private NotificationBody() {}

    /** The status, without what {@code notification_payload} leaves out. */
    public static String status(Assembly assembly, String build) {
        ObjectNode status = StatusDocument.of(assembly, List.of(), build);
        for (JsonNode without : payload(assembly)) {
            leaveOut(without.asText(), status);
        }
        return status.toString();
    }

    /** That of the request laid over that of its template, as merging goes. */
    private static JsonNode payload(Assembly assembly) {
        var request = assembly.created().request();
        ObjectNode sent = object(request.params()).retain(PAYLOAD);
        return request.template() == null
                ? sent.path(PAYLOAD)
                : TemplateMerge.merge(object(request.template().content()), sent).path(PAYLOAD);
    }

    private static ObjectNode object(String text) {
        try {
            return JSON.readTree(text) instanceof ObjectNode object
                    ? object
                    : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored params are no JSON", e);
        }
    }

    private static void leaveOut(String what, ObjectNode status) {
        switch (what) {
            case "without_params" -> status.remove(List.of("params", "merged_params", "template"));
            case "without_uploads" -> status.remove("uploads");
            case "without_results" -> status.remove("results");
            case "without_upload_meta_data" ->
                    status.path("uploads").forEach(NotificationBody::bare);
            case "without_result_meta_data" ->
                    status.path("results").forEach(files -> files.forEach(NotificationBody::bare));
            default -> {} // of a later version of the API
        }
    }

    private static void bare(JsonNode file) {
        if (file instanceof ObjectNode object) {
            object.remove("meta");
        }
    }

    /** As a form; without a signature when there is none. */
    public static String form(String status, @Nullable String signature) {
        String form = "transloadit=" + URLEncoder.encode(status, StandardCharsets.UTF_8);
        return signature == null
                ? form
                : form + "&signature=" + URLEncoder.encode(signature, StandardCharsets.UTF_8);
    }
}
