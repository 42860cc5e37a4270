package dev.atelier.core.assembly;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Events and summaries as JSON text, the form they are stored in. */
public final class EventJson {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                    .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
                    .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                    .build();

    private EventJson() {}

    public static String write(Event event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("event cannot be written as JSON", e);
        }
    }

    /**
     * @throws IllegalStateException when the text is no event of this version
     */
    public static Event read(String json) {
        try {
            return JSON.readValue(json, Event.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored event cannot be read", e);
        }
    }

    public static String writeSummary(AssemblySummary summary) {
        try {
            return JSON.writeValueAsString(summary);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("summary cannot be written as JSON", e);
        }
    }

    /**
     * @throws IllegalStateException when the text is no summary of this version
     */
    public static AssemblySummary readSummary(String json) {
        try {
            return JSON.readValue(json, AssemblySummary.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored summary cannot be read", e);
        }
    }
}
