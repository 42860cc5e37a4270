package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.nio.file.Path;
import java.util.List;

/** Files that are left where they are. */
class FileStubsTest {
    private static final String PARAMS =
            """
            {"await": true, "steps": {
              "left": {"robot": "/http/import", "url": "https://cdn.test/sea.jpg",
                       "return_file_stubs": true, "result": true},
              "small": {"robot": "/image/resize", "use": "left", "width": 10},
              "kept": {"robot": "/file/filter", "use": "left",
                       "accepts": [["${file.import_url}", "includes", "cdn.test"]]}
            }}\
            """;

    @TempDir private Path data;

    @Test
    void aStubIsListedWithWhereItIsAndTakenByStepsThatNeedNoBytesOnly() throws Exception {
        var settings = List.of("http.port=0", "http.await_seconds=30");
        var atelier = new Atelier(ConfigLoader.load(null, settings));
        try (Engine engine = atelier.engine(data, JobListener.NONE);
                HttpClient client = HttpClient.newHttpClient()) {
            engine.start();
            try (HttpDoor door = atelier.open(engine)) {
                var request =
                        HttpRequest.newBuilder(URI.create(door.url() + "/assemblies"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(PARAMS))
                                .build();
                String answer = client.send(request, BodyHandlers.ofString()).body();
                JsonNode status = new ObjectMapper().readTree(answer);
                JsonNode stub = status.at("/results/left/0");

                assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), answer);
                assertEquals(
                        List.of(),
                        new OpenApiDocument().complaints("POST /assemblies", 200, status));
                assertEquals("https://cdn.test/sea.jpg", stub.path("import_url").asText());
                assertEquals("sea.jpg", stub.path("name").asText());
                assertEquals(0, stub.path("size").asLong(-1));
                assertTrue(stub.at("/meta/stub").asBoolean());
                assertFalse(status.at("/results").has("small"), answer);
                assertEquals(
                        stub.path("import_url"), status.at("/results/kept/0/import_url"), answer);
            }
        }
    }
}
