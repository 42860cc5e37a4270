package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** One Assembly stores its upload in another one, over the tus endpoint of the same server. */
class StoreOverTusTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path data;

    @Test
    void anUploadStoredOverTusIsTheUploadOfTheOtherAssembly() throws Exception {
        byte[] content = new byte[5_000];
        new Random(3).nextBytes(content);
        var settings =
                List.of(
                        "http.port=0",
                        "http.await_seconds=30",
                        "outbound.allowed_private=127.0.0.1/32",
                        "stores.tus_chunk_bytes=1024");
        var atelier = new Atelier(ConfigLoader.load(null, settings));
        try (Engine engine = atelier.engine(data, JobListener.NONE);
                HttpClient client = HttpClient.newHttpClient()) {
            engine.start();
            try (HttpDoor door = atelier.open(engine)) {
                JsonNode receiver =
                        create(
                                client,
                                door,
                                """
                                {"num_expected_upload_files": 1, "await": false,
                                 "steps": {":original": {"robot": "/upload/handle"}}}\
                                """,
                                new byte[0]);
                JsonNode sender = create(client, door, storing(receiver), content);
                assertEquals("ASSEMBLY_COMPLETED", sender.path("ok").asText(), sender::toString);
                JsonNode stored = sender.at("/results/:original/0");
                assertEquals("https://cdn.test/a.bin", stored.path("ssl_url").asText());
                assertTrue(
                        stored.path("url").asText().startsWith(door.url() + "/resumable/files/"));

                String url = receiver.path("assembly_ssl_url").asText();
                JsonNode ended = awaited(client, url);
                assertEquals(content.length, ended.at("/uploads/0/size").asInt());
                assertEquals("stored", ended.at("/uploads/0/field").asText());
                assertArrayEquals(content, get(client, ended.at("/uploads/0/url").asText()));
            }
        }
    }

    private static String storing(JsonNode receiver) {
        return """
        {"await": true, "steps": {"stored": {
           "robot": "/tus/store", "use": ":original", "endpoint": "%s",
           "metadata": {"assembly_url": "%s", "fieldname": "stored", "filename": "${file.name}"},
           "ssl_url_template": "https://cdn.test/${file.url_name}"}}}\
        """
                .formatted(
                        receiver.path("tus_url").asText(),
                        receiver.path("assembly_ssl_url").asText());
    }

    private static JsonNode create(HttpClient client, HttpDoor door, String params, byte[] upload)
            throws Exception {
        var form = new Multipart().field("params", params);
        if (upload.length > 0) {
            form.file("file", "a.bin", upload);
        }
        var request =
                HttpRequest.newBuilder(URI.create(door.url() + "/assemblies"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", form.contentType())
                        .POST(BodyPublishers.ofByteArray(form.bytes()))
                        .build();
        return JSON.readTree(client.send(request, BodyHandlers.ofByteArray()).body());
    }

    private static JsonNode awaited(HttpClient client, String url) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        JsonNode status;
        do {
            status = JSON.readTree(get(client, url));
        } while (!status.has("ok")
                || (!status.path("ok").asText().equals("ASSEMBLY_COMPLETED")
                        && System.nanoTime() < end));
        return status;
    }

    private static byte[] get(HttpClient client, String url) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray())
                .body();
    }
}
