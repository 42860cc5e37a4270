package dev.atelier.robots.outbound;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to ask.
 *
 * @param headers of whoever asks; dropped when a redirect leads to another origin
 * @param own of ours, which hold no secret and without which the request means something else; they
 *     win, and go wherever a redirect leads
 * @param body sent with every method that has one, null for none
 * @param total time for everything, redirects included
 * @param maxBytes of the answer's body, counted decoded
 * @param cut true to leave the rest of a larger body aside instead of failing
 * @param patience longest silence before and within an answer; null for that of the rules
 */
public record OutboundRequest(
        String method,
        String url,
        Map<String, String> headers,
        Map<String, String> own,
        @Nullable OutboundBody body,
        Duration total,
        long maxBytes,
        boolean cut,
        @Nullable Duration patience) {

    public OutboundRequest(
            String method,
            String url,
            Map<String, String> headers,
            @Nullable OutboundBody body,
            Duration total,
            long maxBytes,
            boolean cut) {
        this(method, url, headers, Map.of(), body, total, maxBytes, cut, null);
    }

    public static OutboundRequest get(String url, Duration total, long maxBytes) {
        return new OutboundRequest("GET", url, Map.of(), null, total, maxBytes, false);
    }

    public static OutboundRequest post(String url, OutboundBody body, Duration total) {
        return new OutboundRequest("POST", url, Map.of(), body, total, 0, true);
    }

    public OutboundRequest with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return withHeaders(more);
    }

    /** With a header of ours. */
    public OutboundRequest withOwn(String name, String value) {
        var more = new LinkedHashMap<>(own);
        more.put(name, value);
        return new OutboundRequest(
                method, url, headers, more, body, total, maxBytes, cut, patience);
    }

    OutboundRequest withHeaders(Map<String, String> all) {
        return new OutboundRequest(method, url, all, own, body, total, maxBytes, cut, patience);
    }

    /** Takes that much of the answer's body and leaves the rest aside. */
    public OutboundRequest cutAt(long bytes) {
        return new OutboundRequest(method, url, headers, own, body, total, bytes, true, patience);
    }

    /** Waits longer for the answer than the rules say, as for work somebody does before it. */
    public OutboundRequest waiting(Duration silence) {
        return new OutboundRequest(method, url, headers, own, body, total, maxBytes, cut, silence);
    }
}
