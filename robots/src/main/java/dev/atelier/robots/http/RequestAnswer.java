package dev.atelier.robots.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads which files an answer chooses. */
record RequestAnswer(Offer offer, int most) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 100;

    /** A file that goes on. */
    sealed interface Chosen {}

    /** One of the inputs. */
    record Input(AssemblyFile file) implements Chosen {}

    /** A new one, to be fetched. */
    record Remote(String url, @Nullable String name) implements Chosen {}

    static boolean isHttp(String url) {
        return url.regionMatches(true, 0, "http://", 0, 7)
                || url.regionMatches(true, 0, "https://", 0, 8);
    }

    /**
     * @throws AssemblyException when it is not of a form the robot's page names
     */
    List<Chosen> read(byte[] answer) {
        if (new String(answer, StandardCharsets.UTF_8).isBlank()) {
            return List.of();
        }
        List<JsonNode> files = files(json(answer));
        if (files.size() > most) {
            throw HttpRequestRobot.failed(
                    "The answer names " + files.size() + " files; at most " + most + " may go on.");
        }
        return files.stream().map(this::chosen).toList();
    }

    private static JsonNode json(byte[] answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw HttpRequestRobot.failed("The answer is no JSON. Answer with files, or nothing.");
        }
    }

    private static List<JsonNode> files(JsonNode answer) {
        JsonNode named = answer.get("files");
        if (named != null && named.isContainerNode()) {
            return named.valueStream().toList();
        }
        if (answer.isArray()) {
            return answer.valueStream().toList();
        }
        if (answer.has("path") || answer.has("url")) {
            return List.of(answer);
        }
        throw HttpRequestRobot.failed(
                "The answer must be a file, a list of files, or {\"files\": …}; it may be empty.");
    }

    private Chosen chosen(JsonNode file) {
        String path = file.path("path").textValue();
        String url = file.path("url").textValue();
        if (path != null) {
            return offer.chosen(path)
                    .map(Input::new)
                    .orElseThrow(() -> HttpRequestRobot.failed(unknown(path)));
        }
        if (url == null || !isHttp(url)) {
            throw HttpRequestRobot.failed(
                    "A file in the answer needs a `path` out of the payload or an http(s) `url`.");
        }
        return new Remote(url, file.path("name").textValue());
    }

    private static String unknown(String path) {
        return "The answer chooses `"
                + path.substring(0, Math.min(path.length(), SHOWN))
                + "`, which is the path of no file that was sent.";
    }
}
