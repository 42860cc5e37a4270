package dev.atelier.server.http;

import com.fasterxml.jackson.databind.JsonNode;

import io.vertx.core.buffer.Buffer;

import java.util.LinkedHashMap;
import java.util.Map;

/** A whole response as a value, made on any thread and sent on the request's own. */
public record Answer(int status, Map<String, String> headers, Buffer body) {
    private static final String TYPE = "Content-Type";

    public static Answer json(int status, JsonNode body) {
        return text(status, "application/json; charset=utf-8", body.toString());
    }

    public static Answer text(int status, String contentType, String body) {
        return new Answer(status, Map.of(TYPE, contentType), Buffer.buffer(body));
    }

    /** Sends the client on to another page with a GET. */
    public static Answer seeOther(String url) {
        return new Answer(303, Map.of("Location", url), Buffer.buffer());
    }

    public Answer with(String header, String value) {
        return withAll(Map.of(header, value));
    }

    public Answer withAll(Map<String, String> some) {
        var more = new LinkedHashMap<>(headers);
        more.putAll(some);
        return new Answer(status, more, body);
    }
}
