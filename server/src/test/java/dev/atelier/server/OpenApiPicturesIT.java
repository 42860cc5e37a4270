package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.core.port.JobListener;
import dev.atelier.server.config.ConfigLoader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What is said of real pictures is what {@code docs/openapi.yaml} lists, entry by entry. */
class OpenApiPicturesIT {
    private static final String PARAMS =
            """
            {"await": true, "steps": {
              ":original": {"robot": "/upload/handle", "output_meta": true},
              "small": {"robot": "/image/resize", "use": ":original", "width": 64, "output_meta": true},
              "filled": {"robot": "/image/generate", "prompt": "A sailing boat", "use": {"steps": [
                {"name": ":original", "as": "image"}, {"name": ":original", "as": "mask"}]}, "result": true},
              "painted": {"robot": "/image/generate", "prompt": "A lighthouse", "width": 128, "height": 128, "result": true}
            }}\
            """;

    @TempDir private Path data;

    @Test
    void metadataIsDocumented() throws Exception {
        var settings = List.of("http.port=0", "http.await_seconds=120");
        var atelier = new Atelier(ConfigLoader.load(null, settings));
        try (Engine engine = atelier.engine(data, JobListener.NONE)) {
            engine.start();
            try (HttpDoor door = atelier.open(engine);
                    HttpClient client = HttpClient.newHttpClient()) {
                var form =
                        new Multipart()
                                .field("params", PARAMS)
                                .file("image", "sea.jpg", sample("sea.jpg"))
                                .file("mask", "mask.png", sample("mask.png"));
                var answer =
                        client.send(
                                HttpRequest.newBuilder(URI.create(door.url() + "/assemblies"))
                                        .timeout(Duration.ofMinutes(5))
                                        .header("Content-Type", form.contentType())
                                        .POST(BodyPublishers.ofByteArray(form.bytes()))
                                        .build(),
                                BodyHandlers.ofByteArray());

                JsonNode status = new ObjectMapper().readTree(answer.body());
                assertEquals(
                        List.of(),
                        new OpenApiDocument().complaints("POST /assemblies", 200, status));
                assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), status::toString);
                assertTrue(status.at("/results/painted/0/meta").has("engine"));
            }
        }
    }

    private static byte[] sample(String name) throws Exception {
        return Files.readAllBytes(Path.of("..", "samples", "inpaint", name));
    }
}
