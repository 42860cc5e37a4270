package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** {@code response_headers}: what a request or template wants said to browsers of other origins. */
public final class ResponseHeaders {
    private static final String CORS = "cors";
    private static final Pattern VALUE = Pattern.compile("[ -~]{1,1000}");
    private static final Set<String> NAMES =
            Set.of(
                    "access-control-allow-origin",
                    "access-control-allow-methods",
                    "access-control-allow-headers",
                    "access-control-expose-headers",
                    "access-control-max-age");

    private ResponseHeaders() {}

    /**
     * The headers by name; empty when nothing is asked for.
     *
     * @throws AssemblyException {@code INVALID_FORM_DATA} for what is not allowed there
     */
    static Map<String, String> cors(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return Map.of();
        }
        String problem = problem(node);
        if (problem != null) {
            throw new AssemblyException(
                    ErrorCode.INVALID_FORM_DATA, "response_headers " + problem + ".");
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        node.path(CORS)
                .properties()
                .forEach(one -> headers.put(one.getKey(), one.getValue().asText()));
        return headers;
    }

    /** What is wrong with it, null when nothing is. */
    public static @Nullable String problem(JsonNode node) {
        JsonNode cors = node.path(CORS);
        if (!cors.isObject() || node.size() > 1) {
            return "must be an object with one member, cors, which is an object of headers";
        }
        for (var header : cors.properties()) {
            if (!NAMES.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                return "may set Access-Control headers only, and never credentials: not `"
                        + header.getKey()
                        + "`";
            }
            if (!VALUE.matcher(header.getValue().asText()).matches()) {
                return header.getKey() + " must be a text of up to 1000 ASCII characters";
            }
        }
        return null;
    }
}
