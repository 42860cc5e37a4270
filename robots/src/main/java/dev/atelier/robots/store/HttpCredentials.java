package dev.atelier.robots.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.outbound.OutboundException;
import dev.atelier.robots.outbound.OutboundUrl;
import dev.atelier.robots.param.RequestHeaders;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** The headers that template credentials of type {@code http} stand for. */
final class HttpCredentials {
    private HttpCredentials() {}

    /**
     * @param name null for none
     * @param endpoint whom they are for; whoever may use credentials need not know them, and must
     *     not get at them by naming a server of their own
     * @throws AssemblyException when they cannot be used; it tells nothing they hold
     */
    static Map<String, String> headers(@Nullable String name, String endpoint, RobotContext job) {
        if (name == null) {
            return Map.of();
        }
        ObjectNode held = job.credentials(name);
        refuseStranger(name, held.path("url").asText(""), endpoint);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        String user = held.path("user").asText("");
        if (!user.isEmpty()) {
            String pair = user + ":" + held.path("password").asText("");
            headers.put(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        try {
            headers.putAll(RequestHeaders.of(list(held.path("headers"))).all());
        } catch (ParamException _) {
            throw unusable(
                    "`headers` of the credentials `"
                            + name
                            + "` must be lines of `Name: value`, or a list or object of them.");
        }
        return headers;
    }

    private static void refuseStranger(String name, String url, String endpoint) {
        if (url.isBlank()) {
            throw unusable(
                    "The credentials `"
                            + name
                            + "` have no `url`, which must say the server they are for.");
        }
        OutboundUrl meant = parsed(url.strip(), "`url` of the credentials `" + name + "`");
        OutboundUrl asked = parsed(endpoint, "`endpoint`");
        if (!meant.hasOriginOf(asked)) {
            throw unusable(
                    "The credentials `%s` are for %s, and `endpoint` is at %s."
                            .formatted(name, meant.origin(), asked.origin()));
        }
    }

    private static OutboundUrl parsed(String url, String what) {
        try {
            return OutboundUrl.parse(url);
        } catch (OutboundException _) {
            throw unusable(what + " must be an http or https URL.");
        }
    }

    private static AssemblyException unusable(String why) {
        return new AssemblyException(ErrorCode.TEMPLATE_CREDENTIALS_INJECTION_ERROR, why);
    }

    /** Text that is no JSON has one header a line. */
    private static JsonNode list(JsonNode headers) {
        String text = headers.asText("").strip();
        boolean json = headers.isContainerNode() || text.startsWith("[") || text.startsWith("{");
        return json ? headers : lines(text);
    }

    private static ArrayNode lines(String text) {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
        return lines;
    }
}
