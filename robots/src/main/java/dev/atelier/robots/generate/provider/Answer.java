package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.POJONode;

import dev.atelier.robots.generate.ProviderException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a provider answered.
 *
 * @param headers by name in lower case
 * @param body in a file
 * @param pictureFields names of JSON members that hold a picture in base64
 */
public record Answer(
        int status, Map<String, String> headers, Path body, Set<String> pictureFields) {
    private static final int SHOWN = 500;

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /**
     * The body as JSON; the strings of picture fields are in files, see {@link #picture}.
     *
     * @throws ProviderException when it is none
     */
    public JsonNode json() throws ProviderException {
        try {
            return AnswerReader.read(body, pictureFields);
        } catch (IOException e) {
            throw new ProviderException(
                    ProviderException.Kind.BROKEN,
                    "The answer (status " + status + ") is not the JSON that was expected.",
                    e);
        }
    }

    /** The body of an error as JSON; missing when it is something else. */
    public JsonNode errorJson() {
        try {
            return AnswerReader.read(body, Set.of());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The start of the body as one line, for messages. */
    public String text() {
        try (InputStream in = Files.newInputStream(body)) {
            String start = new String(in.readNBytes(SHOWN), StandardCharsets.UTF_8);
            return start.replaceAll("\\s+", " ").strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** The file a picture field of {@link #json} was decoded to; null when there is none. */
    public static @Nullable Path picture(JsonNode field) {
        return field instanceof POJONode node && node.getPojo() instanceof Path file ? file : null;
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** How long the provider asks to wait; null when it does not say, or gives a date. */
    public @Nullable Duration retryAfter() {
        String millis = header("retry-after-ms");
        String seconds = header("retry-after");
        if (millis != null && millis.matches("\\d{1,9}")) {
            return Duration.ofMillis(Long.parseLong(millis));
        }
        return seconds != null && seconds.matches("\\d{1,7}")
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : null;
    }
}
