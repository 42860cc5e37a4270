package dev.atelier.robots.param;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.core.robot.ParamException;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Headers sent with each request, from lines {@code Name: value}, maps, or JSON text of these. */
public record RequestHeaders(Map<String, String> all) {
    public static final RequestHeaders NONE = new RequestHeaders(Map.of());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

    /** These are the connection's own business. */
    private static final Set<String> RESERVED =
            Set.of("host", "content-length", "transfer-encoding", "connection", "range", "te");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static RequestHeaders of(JsonNode node) {
        JsonNode list = node.isTextual() ? parsed(node.textValue()) : node;
        var headers = new LinkedHashMap<String, String>();
        if (list.isObject()) {
            addAll(headers, list);
        } else if (list.isArray()) {
            list.forEach(entry -> add(headers, entry));
        } else {
            throw new ParamException("", "must be a list of \"Name: value\" or of objects");
        }
        return new RequestHeaders(Map.copyOf(headers));
    }

    public boolean has(String lowerCaseName) {
        return all.keySet().stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(lowerCaseName));
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text.isBlank() ? "[]" : text);
        } catch (JsonProcessingException e) {
            throw new ParamException("", "as a string it must be JSON");
        }
    }

    private static void add(Map<String, String> headers, JsonNode entry) {
        if (entry.isObject()) {
            addAll(headers, entry);
            return;
        }
        String line = entry.asText();
        int colon = line.indexOf(':');
        if (colon > 0) {
            put(headers, line.substring(0, colon), line.substring(colon + 1));
        } else if (line.endsWith(";")) {
            put(headers, line.substring(0, line.length() - 1), "");
        } else {
            throw new ParamException("", "a header must be written as \"Name: value\"");
        }
    }

    private static void addAll(Map<String, String> headers, JsonNode map) {
        for (var header : map.properties()) {
            if (!header.getValue().isValueNode()) {
                throw new ParamException(header.getKey(), "must be a string");
            }
            put(headers, header.getKey(), header.getValue().asText());
        }
    }

    private static void put(Map<String, String> headers, String rawName, String rawValue) {
        String name = rawName.strip();
        if (!NAME.matcher(name).matches() || CONTROL.matcher(rawValue).find()) {
            throw new ParamException("", "a header has characters that no header may have");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new ParamException("", "the header " + name + " cannot be set");
        }
        headers.put(name, rawValue.strip());
    }
}
