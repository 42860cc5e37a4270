package dev.atelier.robots.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.param.RequestHeaders;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that template credentials of type {@code http} stand for. */
final class HttpCredentials {
    private HttpCredentials() {}

    /**
     * @param name null for none
     * @throws AssemblyException when they cannot be used; it tells nothing they hold
     */
    static Map<String, String> headers(@Nullable String name, RobotContext job) {
        if (name == null) {
            return Map.of();
        }
        ObjectNode held = job.credentials(name);
        var headers = new LinkedHashMap<String, String>();
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
            throw new AssemblyException(
                    ErrorCode.TEMPLATE_CREDENTIALS_INJECTION_ERROR,
                    "`headers` of the credentials `"
                            + name
                            + "` must be lines of `Name: value`, or a list or object of them.");
        }
        return headers;
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
