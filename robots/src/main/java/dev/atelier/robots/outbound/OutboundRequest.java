package dev.atelier.robots.outbound;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to ask.
 *
 * @param headers dropped when a redirect leads to another origin
 * @param body sent with every method that has one, null for none
 * @param total time for everything, redirects included
 * @param maxBytes of the answer's body, counted decoded
 * @param cut true to leave the rest of a larger body aside instead of failing
 */
public record OutboundRequest(
        String method,
        String url,
        Map<String, String> headers,
        @Nullable Body body,
        Duration total,
        long maxBytes,
        boolean cut) {

    /**
     * A body: text, or the bytes of a file.
     *
     * @param text null for a file
     * @param file null for text
     */
    public record Body(String contentType, @Nullable String text, @Nullable Path file) {
        public Body(String contentType, String text) {
            this(contentType, text, null);
        }

        public static Body of(String contentType, Path file) {
            return new Body(contentType, null, file);
        }
    }

    public static OutboundRequest get(String url, Duration total, long maxBytes) {
        return new OutboundRequest("GET", url, Map.of(), null, total, maxBytes, false);
    }

    public static OutboundRequest post(String url, Body body, Duration total) {
        return new OutboundRequest("POST", url, Map.of(), body, total, 0, true);
    }

    public OutboundRequest with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new OutboundRequest(method, url, more, body, total, maxBytes, cut);
    }

    /** Takes that much of the answer's body and leaves the rest aside. */
    public OutboundRequest cutAt(long bytes) {
        return new OutboundRequest(method, url, headers, body, total, bytes, true);
    }
}
