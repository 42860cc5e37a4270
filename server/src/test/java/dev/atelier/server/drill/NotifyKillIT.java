package dev.atelier.server.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.server.NotifySink;
import dev.atelier.server.conformance.Client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Kills the server while a notification is on its way; the next process delivers it. */
class NotifyKillIT {
    private static final List<String> SETTINGS =
            List.of("outbound.allowed_private=127.0.0.1/32", "notifications.total_millis=60000");

    @TempDir private Path data;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void notificationCutOffByAKillIsDeliveredAfterTheRestart() throws Exception {
        var answer = new AtomicInteger(0);
        try (var sink = new NotifySink(_ -> answer.get())) {
            String id;
            try (var server = ServerProcess.start(data, 0, SETTINGS)) {
                id = create(server.url(), sink.url());
                assertEquals(id, sink.next().status().path("assembly_id").asText());
                server.kill();
            }
            answer.set(200);
            try (var server = ServerProcess.start(data, 0, SETTINGS)) {
                assertEquals(id, sink.next().status().path("assembly_id").asText());
                JsonNode status = told(server.url() + "/assemblies/" + id);
                assertEquals("successful", status.path("notify_status").asText());
                assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText());
            }
        }
    }

    private String create(String server, String notifyUrl) throws Exception {
        ObjectNode params = json.createObjectNode().put("notify_url", notifyUrl);
        params.putObject("steps")
                .putObject("painted")
                .put("robot", "/image/generate")
                .put("prompt", "A lighthouse")
                .put("width", 64)
                .put("height", 64);
        JsonNode created = new Client(server).create(params, Map.of(), List.of()).body();
        return created.path("assembly_id").asText();
    }

    private JsonNode told(String url) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            JsonNode status = json.createObjectNode();
            while (!status.path("notify_status").asText().equals("successful")) {
                assertTrue(System.nanoTime() < end, status.toString());
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                var request = HttpRequest.newBuilder(URI.create(url)).build();
                status =
                        json.readTree(
                                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
            }
            return status;
        }
    }
}
