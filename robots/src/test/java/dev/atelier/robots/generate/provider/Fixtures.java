package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The recorded requests, answers and pictures. */
public final class Fixtures {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, JsonNode> FILES = new ConcurrentHashMap<>();

    private Fixtures() {}

    static JsonNode file(String name) {
        return FILES.computeIfAbsent(name, Fixtures::load);
    }

    private static JsonNode load(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
            return JSON.readTree(Objects.requireNonNull(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The instructions of a sample of the house. */
    static JsonNode sample(String name) throws IOException {
        Path file = Path.of("..", "samples", name, "assembly.json");
        return JSON.readTree(Files.readString(file));
    }

    /**
     * One recorded request.
     *
     * @param number which of a case that takes several, from 0
     */
    public static ObjectNode request(String file, String name, int number) throws Exception {
        JsonNode content = file(file);
        for (JsonNode entry : content.path(content.has("cases") ? "cases" : "requests")) {
            if (entry.path("case").asText().equals(name)) {
                return Canonical.ofFixture(
                        entry.has("exchange") ? entry.path("exchange").path(number) : entry);
            }
        }
        throw new IllegalArgumentException("no case " + name + " in " + file);
    }

    /** An answer such as {@code /errors/server_error} of a file. */
    public static Recorder.Reply answer(String file, String pointer) {
        JsonNode answer = file(file).at(pointer);
        if (answer.isMissingNode()) {
            throw new IllegalArgumentException("no " + pointer + " in " + file);
        }
        String body =
                answer.has("json") ? answer.path("json").toString() : answer.path("text").asText();
        Recorder.Reply reply = Recorder.Reply.of(answer.path("status").asInt(200), body);
        String type = answer.has("json") ? "application/json" : "text/plain";
        reply = reply.with("content-type", answer.path("content_type").asText(type));
        for (var header : answer.path("headers").properties()) {
            reply = reply.with(header.getKey(), header.getValue().asText());
        }
        return reply;
    }

    public static byte[] picture(String name) {
        return Base64.getDecoder()
                .decode(file("test-images.json").path(name).path("base64").asText());
    }

    static String nameOfHash(String sha256) {
        for (String name : new String[] {"IMG", "MASK_ALPHA", "MASK_BW", "RESULT"}) {
            if (sha256(picture(name)).equals(sha256)) {
                return name;
            }
        }
        return sha256;
    }

    /** The picture whose base64, alone or as a data URL, has this hash. */
    static String nameOfText(String sha256) {
        for (String name : new String[] {"IMG", "MASK_ALPHA", "MASK_BW", "RESULT"}) {
            String base64 = Base64.getEncoder().encodeToString(picture(name));
            String url = "data:image/png;base64,";
            if (sha256(base64.getBytes(StandardCharsets.US_ASCII)).equals(sha256)) {
                return name;
            }
            if (sha256((url + base64).getBytes(StandardCharsets.US_ASCII)).equals(sha256)) {
                return url + name;
            }
        }
        return sha256;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
