package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.outbound.AddressRules;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.OutboundBody;
import dev.atelier.robots.outbound.OutboundRequest;
import dev.atelier.robots.outbound.PortRules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Pictures in JSON pass through without lying in memory. */
class LargeAnswerTest {
    private static final int MEGABYTE = 1_000_000;
    private static final long BYTES = 22L * MEGABYTE;

    @TempDir private Path folder;

    private Path picture() throws IOException {
        Path file = folder.resolve("picture");
        byte[] part = new byte[MEGABYTE];
        for (int i = 0; i < part.length; i++) {
            part[i] = (byte) (i * 31 + i / 251);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < BYTES; written += part.length) {
                out.write(part);
            }
        }
        return file;
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }

    /** An answer of 30 MB, in files from the start. */
    private Answer answer(String before, Path picture, String after) throws IOException {
        Path body = folder.resolve("answer");
        try (OutputStream out = Files.newOutputStream(body)) {
            out.write(before.getBytes(StandardCharsets.UTF_8));
            try (OutputStream base64 = Base64.getEncoder().wrap(keptOpen(out))) {
                Files.copy(picture, base64);
            }
            out.write(after.getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(Files.size(body) > 29L * MEGABYTE);
        return new Answer(200, Map.of(), body, Set.of("b64_json"));
    }

    /** Everything ever allocated on the way, which is more than what lies in memory at a time. */
    @ParameterizedTest
    @ValueSource(strings = {"b64_json", "url", "b64_json as a data URL"})
    void thirtyMegabytesOfBase64AreReadAsAStream(String form) throws Exception {
        Path picture = picture();
        String member = form.startsWith("b64_json") ? "b64_json" : "url";
        String prefix = form.equals("b64_json") ? "" : "data:image/png;base64,";
        Answer answer =
                answer(
                        "{\"data\": [{\"" + member + "\": \"" + prefix,
                        picture,
                        "\", \"revised_prompt\": \"x\"}]}");
        AnswerReader.read(Files.writeString(folder.resolve("warm"), "{}"), Set.of());
        long before = allocated();

        JsonNode json = answer.json();

        long used = allocated() - before;
        Path decoded = Objects.requireNonNull(Answer.picture(json.at("/data/0/" + member)));
        assertEquals(-1, Files.mismatch(picture, decoded));
        assertEquals("x", json.at("/data/0/revised_prompt").asText());
        assertTrue(used < 10L * MEGABYTE, "allocated " + used);
    }

    @Test
    void aPictureThatIsTheWholeAnswerIsWrittenAsItComes() throws Exception {
        byte[] picture = Files.readAllBytes(picture());
        Duration patience = Duration.ofSeconds(20);
        var rules =
                new Outbound.Rules(
                        new AddressRules("127.0.0.0/8"),
                        new PortRules(""),
                        patience,
                        patience,
                        patience,
                        16_384);
        try (var server =
                        new Recorder().answering(_ -> Recorder.Reply.bytes("image/png", picture));
                var door = new Outbound(rules)) {
            Path file = folder.resolve("fetched");
            var request = OutboundRequest.get(server.url() + "/p.png", patience, 50L * MEGABYTE);
            long before = allocated();

            try (OutputStream out = Files.newOutputStream(file)) {
                door.send(request, out);
            }

            long used = allocated() - before;
            assertArrayEquals(picture, Files.readAllBytes(file));
            assertTrue(used < 10L * MEGABYTE, "allocated " + used);
        }
    }

    @Test
    void dataUrlsAreFoundWhereverTheyStandAndNothingElseIsTouched() throws Exception {
        Path body =
                Files.writeString(
                        folder.resolve("a"),
                        "{\"a\": [\"data:image/png;base64,QUJD\", \"data:text/plain,hello\"],"
                                + " \"d\": \"date: \\\"data:image/png;base64,QUJD\\\"\","
                                + " \"é\": {\"url\": \"data:;base64,QU\\/D\"}}");
        var answer = new Answer(200, Map.of(), body, Set.of());

        JsonNode json = answer.json();

        assertEquals(
                "ABC", Files.readString(Objects.requireNonNull(Answer.picture(json.at("/a/0")))));
        assertEquals("data:text/plain,hello", json.at("/a/1").asText());
        assertEquals("date: \"data:image/png;base64,QUJD\"", json.path("d").asText());
        assertEquals(3, Files.size(Objects.requireNonNull(Answer.picture(json.at("/é/url")))));
    }

    private static OutputStream keptOpen(OutputStream out) {
        return new java.io.FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    @Test
    void aPictureIsEncodedWhileItIsSent() throws Exception {
        Path picture = picture();
        ObjectNode body = new JsonMapper().createObjectNode().put("model", "m");
        body.putPOJO("image", new SentPicture(picture, "image/png").dataUrl());

        OutboundBody written = AskWriter.body(new Ask.Json(body), folder, "b");

        var out = new ByteArrayOutputStream();
        written.writeTo(out);
        String text = out.toString(StandardCharsets.UTF_8);
        String start = "{\"model\":\"m\",\"image\":\"data:image/png;base64,";
        assertTrue(text.startsWith(start));
        byte[] sent = Base64.getDecoder().decode(text.substring(start.length(), text.length() - 2));
        assertEquals(-1, Files.mismatch(picture, Files.write(folder.resolve("sent"), sent)));
    }

    @Test
    void brokenBase64IsNoPicture() throws Exception {
        Path body = Files.writeString(folder.resolve("a"), "{\"b64_json\": \"iVBOR*?!\"}");
        var answer = new Answer(200, Map.of(), body, Set.of("b64_json"));

        ProviderException e = assertThrows(ProviderException.class, answer::json);

        assertEquals(ProviderException.Kind.BROKEN, e.kind());
    }

    @Test
    void anAnswerThatEndsInTheMiddleIsNoPicture() throws Exception {
        Path body = Files.writeString(folder.resolve("a"), "{\"data\": [{\"b64_json\": \"iVBORw0K");
        var answer = new Answer(200, Map.of(), body, Set.of("b64_json"));

        ProviderException e = assertThrows(ProviderException.class, answer::json);

        assertEquals(ProviderException.Kind.BROKEN, e.kind());
    }
}
