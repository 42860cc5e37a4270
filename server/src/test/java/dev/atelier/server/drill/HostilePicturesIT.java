package dev.atelier.server.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.codec.Corpus;
import dev.atelier.server.conformance.Client;
import dev.atelier.server.conformance.Client.FormFile;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/**
 * Sends every broken and every hostile picture to one server process with a small heap, which must
 * answer each in time, say what is wrong without naming its folders, and work as before afterwards.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePicturesIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String GOOD = "png/ball.png";
    private static final String RESIZE =
            """
            {"steps": {
              ":original": {"robot": "/upload/handle", "ignore_errors": %1$s},
              "small": {"robot": "/image/resize", "use": ":original", "width": 16,
                "ignore_errors": %1$s}}}
            """;
    private static final String GENERATE =
            """
            {"steps": {"painted": {
              "robot": "/image/generate", "prompt": "sea", "width": 64, "height": 64,
              "use": {"bundle_steps": true, "steps": [
                {"name": ":original", "fields": "image", "as": "image"},
                {"name": ":original", "fields": "mask", "as": "mask"}]}}}}
            """;

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path data;

    @SuppressWarnings("NullAway.Init")
    private ServerProcess server;

    @SuppressWarnings("NullAway.Init")
    private Client client;

    @BeforeAll
    void start() throws IOException {
        server = ServerProcess.start(data, 0, List.of());
        client = new Client(server.url());
    }

    @AfterAll
    void stop() throws InterruptedException {
        assertTrue(server.terminate(30), "SIGTERM ends the server within 30 seconds");
    }

    static Stream<String> pictures() {
        return Stream.of("malformed", "hostile").flatMap(name -> Corpus.folder(name).stream());
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void uploadToResizeEnds(String picture) throws Exception {
        assertEnds(RESIZE.formatted("[]"), file("file", picture));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void uploadToResizeThatIgnoresMetadataErrorsEnds(String picture) throws Exception {
        assertEnds(RESIZE.formatted("[\"meta\"]"), file("file", picture));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void imageOfGenerateEnds(String picture) throws Exception {
        assertEnds(GENERATE, file("image", picture), smallMask());
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void maskOfGenerateEnds(String picture) throws Exception {
        assertEnds(GENERATE, file("image", GOOD), file("mask", picture));
    }

    @AfterEach
    void sameProcessStillWorksAndLeavesNothing() throws Exception {
        JsonNode status = run(RESIZE.formatted("[]"), file("file", GOOD));

        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), status::toString);
        assertEquals(1, status.path("results").path("small").size(), status::toString);
        assertNothingIsLeft();
    }

    private void assertEnds(String params, FormFile... files) throws Exception {
        long start = System.nanoTime();
        JsonNode status = run(params, files);
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertTrue(took.compareTo(LIMIT) < 0, () -> "took " + took + ": " + status);
        if (status.has("error")) {
            assertFalse(status.path("message").asText().isBlank(), status::toString);
            assertFalse(status.path("step").asText().isBlank(), status::toString);
        } else {
            assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), status::toString);
        }
        assertNamesNoFolder(status);
    }

    private static void assertNamesNoFolder(JsonNode status) {
        String text = status.toString();
        String temporary = System.getProperty("java.io.tmpdir") + "/";
        for (String folder : List.of(data.toString(), temporary, System.getProperty("user.dir"))) {
            assertFalse(text.contains(folder), () -> "names " + folder + ": " + text);
        }
    }

    private JsonNode run(String params, FormFile... files) throws Exception {
        var instructions = (ObjectNode) json.readTree(params);
        Client.Answer answer = client.create(instructions, Map.of(), List.of(files));
        assertTrue(answer.status() < 500, () -> answer.body().toString());
        JsonNode url = answer.body().path("assembly_ssl_url");
        return url.isTextual() ? client.finished(url.asText(), LIMIT) : answer.body();
    }

    private static FormFile file(String field, String picture) throws IOException {
        Path path = Corpus.file(picture);
        return new FormFile(field, String.valueOf(path.getFileName()), Files.readAllBytes(path));
    }

    /** Little to paint, so that the time goes into the picture and not into the painting. */
    private static FormFile smallMask() throws IOException {
        var mask = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
        mask.getRaster().setSample(16, 16, 0, 255);
        var out = new ByteArrayOutputStream();
        ImageIO.write(mask, "png", out);
        return new FormFile("mask", "mask.png", out.toByteArray());
    }

    private static void assertNothingIsLeft() throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        List<Path> left = temporaryFiles();
        while (!left.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            left = temporaryFiles();
        }
        assertEquals(List.of(), left, "nothing is left in the temporary folder");
    }

    private static List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> all = Files.list(data.resolve("tmp"))) {
            return all.toList();
        }
    }
}
