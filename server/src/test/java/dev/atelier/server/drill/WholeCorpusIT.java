package dev.atelier.server.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;

import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Corpus;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.server.conformance.Client;
import dev.atelier.server.conformance.Client.FormFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.imageio.ImageIO;

/**
 * Sends every picture of the corpus through every robot for pictures, all at once, to one server
 * process with a heap of 512 MB: each robot gives a result or says what is wrong.
 */
class WholeCorpusIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> FOLDERS =
            List.of(
                    "bmp",
                    "cmyk-icc",
                    "gif",
                    "heif-avif",
                    "hostile",
                    "malformed",
                    "orientation",
                    "photo",
                    "png",
                    "svg",
                    "tiff",
                    "webp");

    /** One photo is cut short as well. */
    private static final List<String> FLAWED =
            List.of("hostile", "malformed", "photo/ultrahdr.jpg");

    /** Of sound pictures these must give a result, whatever the size. */
    private static final Set<String> SURE =
            Set.of(
                    "resized",
                    "optimised",
                    "bared",
                    "merged",
                    "described",
                    "shown",
                    "verified",
                    "hashed");

    /** What a model that sees answers to every picture. */
    private static final String ANSWER =
            """
            {"id": "a", "object": "chat.completion", "model": "eye", "choices": [{"index": 0,
              "finish_reason": "stop", "message": {"role": "assistant",
                "content": "{\\"labels\\": [{\\"name\\": \\"sea\\", \\"confidence\\": 90}]}"}}],
             "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}
            """;

    private static final String STEPS =
            """
            {"steps": {
              ":original": {"robot": "/upload/handle", "ignore_errors": true,
                "output_meta": true},
              "resized": {"robot": "/image/resize", "use": %1$s, "ignore_errors": true,
                "width": 60, "height": 40, "resize_strategy": "fillcrop", "gravity": "attention",
                "format": "webp"},
              "optimised": {"robot": "/image/optimize", "use": %1$s, "ignore_errors": true,
                "progressive": true, "lossy": true},
              "bared": {"robot": "/image/optimize", "use": %1$s, "ignore_errors": true,
                "priority": "conversion-speed", "preserve_meta_data": false},
              "enhanced": {"robot": "/image/enhance", "use": %1$s, "ignore_errors": true,
                "preset": "matte"},
              "described": {"robot": "/image/describe", "use": %1$s, "ignore_errors": true},
              "read": {"robot": "/meta/read", "use": %1$s, "ignore_errors": true},
              "merged": {"robot": "/image/merge", "ignore_errors": true, "width": 80,
                "height": 60, "effect": "mosaic",
                "use": {"steps": [{"name": ":original", "fields": ["picture", "good"]}],
                  "bundle_steps": true}},
              "cut": {"robot": "/image/bgremove", "use": %1$s, "ignore_errors": true},
              "larger": {"robot": "/image/upscale", "use": %1$s, "ignore_errors": true},
              "tagged": {"robot": "/meta/write", "use": %1$s, "ignore_errors": true,
                "data_to_write": {"Title": "Sea", "Keywords": ["a", "b"]}},
              "shown": {"robot": "/file/preview", "use": %1$s, "ignore_errors": true},
              "verified": {"robot": "/file/verify", "use": %1$s, "ignore_errors": true,
                "verify_to_be": "image"},
              "hashed": {"robot": "/file/hash", "use": %1$s, "ignore_errors": true},
              "painted": {"robot": "/image/generate", "prompt": "sea", "ignore_errors": true,
                "use": {"steps": [
                  {"name": ":original", "fields": "picture", "as": "image"},
                  {"name": ":original", "fields": "mask", "as": "mask"}]}},
              "masked": {"robot": "/image/generate", "prompt": "sea", "ignore_errors": true,
                "use": {"steps": [
                  {"name": ":original", "fields": "good", "as": "image"},
                  {"name": ":original", "fields": "picture", "as": "mask"}]}}}}
            """
                    .formatted("{\"steps\": [{\"name\": \":original\", \"fields\": \"picture\"}]}");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path data;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void everyPictureThroughEveryRobotGivesAResultOrSaysWhatIsWrong() throws Exception {
        HttpServer model = model();
        String address = "http://127.0.0.1:" + model.getAddress().getPort() + "/v1";
        ServerProcess server =
                ServerProcess.start(data, 0, List.of("chat.base_url=" + address, "chat.model=eye"));
        try {
            var client = new Client(server.url());
            Map<String, JsonNode> ended = ended(client);
            assertEquals(81, ended.size());
            for (var each : ended.entrySet()) {
                check(each.getKey(), each.getValue());
            }
        } finally {
            assertTrue(server.terminate(30), "SIGTERM ends the server within 30 seconds");
            model.stop(0);
        }
    }

    private static HttpServer model() throws IOException {
        HttpServer model =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
        model.createContext(
                "/v1/chat/completions",
                exchange -> {
                    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        model.start();
        return model;
    }

    /** All are sent before the first one is waited for. */
    private Map<String, JsonNode> ended(Client client) throws Exception {
        var instructions = (ObjectNode) json.readTree(STEPS);
        Map<String, String> begun = new LinkedHashMap<>();
        for (String name : FOLDERS.stream().flatMap(it -> Corpus.folder(it).stream()).toList()) {
            List<FormFile> files =
                    List.of(
                            new FormFile("picture", name.replaceAll(".*/", ""), bytes(name)),
                            new FormFile("good", "good.png", bytes("png/basn2c16.png")),
                            new FormFile("mask", "mask.png", smallMask()));
            JsonNode answer = client.create(instructions, Map.of(), files).body();
            begun.put(name, answer.path("assembly_ssl_url").asText());
        }
        Map<String, JsonNode> ended = new LinkedHashMap<>();
        for (var each : begun.entrySet()) {
            ended.put(each.getKey(), client.finished(each.getValue(), LIMIT));
        }
        return ended;
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(Corpus.file(name));
    }

    /** Little to paint, so that the time goes into the pictures and not into the painting. */
    private static byte[] smallMask() throws IOException {
        var mask = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        mask.getRaster().setSample(32, 32, 0, 255);
        var out = new ByteArrayOutputStream();
        ImageIO.write(mask, "png", out);
        return out.toByteArray();
    }

    private void check(String name, JsonNode status) {
        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), () -> name + ": " + status);
        boolean picture = status.path("uploads").path(0).path("type").asText().equals("image");
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (JsonNode each : status.path("ignored_errors")) {
            String message = each.path("message").asText();
            assertTrue(message.length() > 15, () -> name + ": " + each);
            assertFalse(message.contains(data.toString()), () -> name + ": " + each);
            told.computeIfAbsent(each.path("step").asText(), k -> new ArrayList<>()).add(message);
        }
        boolean sound = FLAWED.stream().noneMatch(name::startsWith);
        boolean known = !name.startsWith("heif-avif") || decodesHeif();
        status.path("results")
                .fieldNames()
                .forEachRemaining(
                        step -> told.computeIfAbsent(step, k -> new ArrayList<>()).add("a result"));
        for (String step : picture ? steps() : List.<String>of()) {
            boolean declined = step.equals("verified") && !sound;
            assertTrue(
                    told.containsKey(step) || declined,
                    () -> name + " vanished in " + step + ": " + status);
            if (sound && known && SURE.contains(step)) {
                assertTrue(
                        told.getOrDefault(step, List.of()).contains("a result"),
                        () -> name + " in " + step + ": " + told.get(step));
            }
        }
    }

    private static boolean decodesHeif() {
        var codec = new Codec(PixelLimits.DEFAULT);
        return codec.decodes(ImageFormat.AVIF) && codec.decodes(ImageFormat.HEIC);
    }

    private List<String> steps() {
        try {
            List<String> names = new ArrayList<>();
            json.readTree(STEPS).path("steps").fieldNames().forEachRemaining(names::add);
            names.remove(":original");
            return names;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
