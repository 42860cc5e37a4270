package dev.atelier.server.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers a file is served with, as one column of text. */
final class HeaderColumn {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> HEADERS =
            new TypeReference<>() {};

    private HeaderColumn() {}

    /** Null for none, as most files have. */
    static @Nullable String write(Map<String, String> headers) {
        try {
            return headers.isEmpty() ? null : JSON.writeValueAsString(headers);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Map<String, String> read(@Nullable String column) {
        try {
            return column == null ? Map.of() : JSON.readValue(column, HEADERS);
        } catch (JsonProcessingException broken) {
            throw new DatabaseException("The headers of a file cannot be read.", broken);
        }
    }
}
