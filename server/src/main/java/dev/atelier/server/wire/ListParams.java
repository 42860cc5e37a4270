package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.Listing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what every list takes: page, pagesize, sort, order, fromdate, todate, keywords. */
public final class ListParams {
    private static final int MAX_PAGE_SIZE = 5000;
    private static final int MAX_KEYWORDS = 20;
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final ObjectNode params;
    private final ErrorCode code;

    /**
     * @param code what a wrong parameter is reported as
     */
    public ListParams(ObjectNode params, ErrorCode code) {
        this.params = params;
        this.code = code;
    }

    /** Page 1 with 50 entries, the newest first, unless the request says otherwise. */
    public Listing listing() {
        int page = number("page", 1, 1, Integer.MAX_VALUE);
        int size = number("pagesize", 50, 1, MAX_PAGE_SIZE);
        return new Listing(
                keywords(),
                date("fromdate", Long.MIN_VALUE),
                date("todate", Long.MAX_VALUE),
                choice("order", "desc", List.of("asc", "desc")).equals("asc"),
                (page - 1L) * size,
                size);
    }

    private int number(String name, int fallback, int min, int max) {
        JsonNode node = params.get(name);
        if (node == null || node.isNull()) {
            return fallback;
        }
        String text = node.isContainerNode() ? "" : node.asText().strip();
        long value = text.matches("\\d{1,10}") ? Long.parseLong(text) : -1;
        if (value < min || value > max) {
            throw wrong(name + " must be an integer from " + min + " to " + max);
        }
        return (int) value;
    }

    /** One of a few words. */
    public String choice(String name, String fallback, List<String> allowed) {
        String value = text(name);
        if (value == null) {
            return fallback;
        }
        if (!allowed.contains(value)) {
            throw wrong(name + " must be one of " + String.join(", ", allowed));
        }
        return value;
    }

    /** A text, null when absent. */
    public @Nullable String text(String name) {
        JsonNode node = params.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw wrong(name + " must be a string");
        }
        return node.asText().isEmpty() ? null : node.asText();
    }

    private List<String> keywords() {
        JsonNode node = params.get("keywords");
        var words = new ArrayList<String>();
        if (node == null || node.isNull()) {
            return words;
        }
        for (JsonNode word : node.isArray() ? node : params.arrayNode().add(node)) {
            if (!word.isTextual()) {
                throw wrong("keywords must be a string or an array of strings");
            }
            if (!word.asText().isBlank()) {
                words.add(word.asText().strip());
            }
        }
        if (words.size() > MAX_KEYWORDS) {
            throw wrong("keywords may have at most " + MAX_KEYWORDS + " entries");
        }
        return words;
    }

    private long date(String name, long fallback) {
        String text = text(name);
        if (text == null || text.equals("NOW()")) {
            return fallback;
        }
        Instant time = time(text);
        if (time == null) {
            throw wrong(name + " must be a UTC time such as 2026-11-21 08:00:00");
        }
        return time.toEpochMilli();
    }

    /** A time as the API takes it, null when it is none. */
    static @Nullable Instant time(String text) {
        try {
            return LocalDateTime.parse(text, PLAIN).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException plain) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException iso) {
                return null;
            }
        }
    }

    private AssemblyException wrong(String what) {
        return new AssemblyException(code, what + ".");
    }
}
