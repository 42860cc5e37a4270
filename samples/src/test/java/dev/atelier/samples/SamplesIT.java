package dev.atelier.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.server.conformance.Client;
import dev.atelier.server.drill.ServerProcess;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/**
 * Sends every sample to a started server over HTTP. With {@code -Dpages=write} the results are kept
 * in the sample's {@code results} folder, from which the samples' page shows them.
 */
class SamplesIT {
    private static final Path SAMPLES = Path.of("").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final boolean WRITE = "write".equals(System.getProperty("pages"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path data;
    private static @Nullable ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.start(data, 0, List.of());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    static Stream<String> samples() throws IOException {
        try (var folders = Files.list(SAMPLES)) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("run.json")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bringsOutWhatItPromises(String name) throws Exception {
        JsonNode run = read(name, "run.json");

        JsonNode status = run(name, run);

        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), status::toString);
        assertEquals(
                run.path("ignored_errors").asBoolean(),
                status.path("ignored_error_count").asInt() > 0,
                status::toString);
        assertEquals(run.required("results").size(), status.path("results").size());
        for (var step : run.required("results").properties()) {
            JsonNode files = status.path("results").path(step.getKey());
            assertEquals(step.getValue().asInt(), files.size(), status::toString);
            for (JsonNode file : files) {
                keep(name, step.getKey(), file);
            }
        }
    }

    @Test
    void theFirstSampleChangesNothingOutsideItsMask() throws Exception {
        JsonNode status = run("inpaint", read("inpaint", "run.json"));
        byte[] result = bytes(status.path("results").path("inpainted").path(0));

        BufferedImage before = picture(Files.readAllBytes(SAMPLES.resolve("inpaint/sea.jpg")));
        BufferedImage mask = picture(Files.readAllBytes(SAMPLES.resolve("inpaint/mask.png")));
        BufferedImage after = picture(result);

        assertEquals(before.getWidth(), after.getWidth());
        assertEquals(before.getHeight(), after.getHeight());
        int changed = 0;
        for (int y = 0; y < before.getHeight(); y++) {
            for (int x = 0; x < before.getWidth(); x++) {
                if (mask.getRaster().getSample(x, y, 0) >= 128) {
                    changed += before.getRGB(x, y) == after.getRGB(x, y) ? 0 : 1;
                } else {
                    assertEquals(before.getRGB(x, y), after.getRGB(x, y), "outside the mask");
                }
            }
        }
        assertTrue(changed > 10_000, "something was painted inside the mask");
    }

    @Test
    void theFirstSampleIsTheOneOfTheDocumentation() throws IOException {
        String readme = Files.readString(SAMPLES.resolveSibling("README.md"));
        String shown = readme.substring(readme.indexOf("```json") + 7);
        assertEquals(
                read("inpaint", "assembly.json"),
                JSON.readTree(shown.substring(0, shown.indexOf("```"))));
    }

    @Test
    void theSameSeedGivesTheSamePictures() throws Exception {
        JsonNode once = run("variants", read("variants", "run.json"));
        JsonNode again = run("variants", read("variants", "run.json"));

        assertArrayEquals(
                bytes(once.path("results").path("painted").path(2)),
                bytes(again.path("results").path("painted").path(2)));
    }

    private static JsonNode read(String name, String file) throws IOException {
        return JSON.readTree(Files.readString(SAMPLES.resolve(name).resolve(file)));
    }

    private static JsonNode run(String name, JsonNode run) throws Exception {
        var files = new ArrayList<Client.FormFile>();
        for (JsonNode upload : run.path("uploads")) {
            String file = upload.required("file").asText();
            files.add(
                    new Client.FormFile(
                            upload.required("field").asText(),
                            file,
                            Files.readAllBytes(SAMPLES.resolve(name).resolve(file))));
        }
        Map<String, String> fields = new LinkedHashMap<>();
        run.path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        Client client = client();
        Client.Answer created =
                client.create((ObjectNode) read(name, "assembly.json"), fields, files);
        assertEquals(200, created.status(), () -> created.body().toString());
        return client.finished(created.body().required("assembly_ssl_url").asText(), LIMIT);
    }

    private static Client client() {
        ServerProcess started = server;
        assertNotNull(started);
        return new Client(started.url());
    }

    private static byte[] bytes(JsonNode file) throws Exception {
        return client().download(file.required("ssl_url").asText()).body();
    }

    private static BufferedImage picture(byte[] bytes) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    private static void keep(String name, String step, JsonNode file) throws Exception {
        byte[] bytes = bytes(file);
        assertEquals(file.path("size").asInt(), bytes.length);
        if (!WRITE) {
            return;
        }
        Path folder = Files.createDirectories(SAMPLES.resolve(name).resolve("results"));
        Files.write(folder.resolve(step + "-" + file.path("name").asText()), bytes);
    }
}
