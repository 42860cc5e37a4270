package dev.atelier.robots.generate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.outbound.OutboundBody;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Everything ever allocated on the way, which is more than what lies in memory at a time. */
    @Test
    void thirtyMegabytesOfBase64AreReadAsAStream() throws Exception {
        Path picture = picture();
        Path body = folder.resolve("answer");
        try (OutputStream out = Files.newOutputStream(body)) {
            out.write(
                    "{\"data\": [{\"b64_json\": \""
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            try (OutputStream base64 = Base64.getEncoder().wrap(keptOpen(out))) {
                Files.copy(picture, base64);
            }
            out.write(
                    "\", \"revised_prompt\": \"x\"}]}"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        var answer = new Answer(200, Map.of(), body, Set.of("b64_json"));
        AnswerReader.read(Files.writeString(folder.resolve("warm"), "{}"), Set.of());
        long before = allocated();

        JsonNode json = answer.json();

        long used = allocated() - before;
        Path decoded = Objects.requireNonNull(Answer.picture(json.at("/data/0/b64_json")));
        assertEquals(-1, Files.mismatch(picture, decoded));
        assertEquals("x", json.at("/data/0/revised_prompt").asText());
        assertTrue(Files.size(body) > 29L * MEGABYTE);
        assertTrue(used < 10L * MEGABYTE, "allocated " + used);
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
