package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What a request and its template say about notifications. */
class NotificationParamsTest {
    private static final String STEPS = "\"steps\":{\"made\":{\"robot\":\"/test/write\"}}";

    @TempDir Path folder;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server =
                new TestServer(
                        folder,
                        "outbound.allowed_private=127.0.0.0/8",
                        "notifications.attempt_millis=0,10,20",
                        "http.await_seconds=60");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode create(String params) throws Exception {
        var request =
                server.request("/assemblies")
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(params));
        return TestServer.json(server.send(request));
    }

    @Test
    void awaitedNotificationIsOverWhenTheAnswerComes() throws Exception {
        var left = new AtomicInteger(1);
        try (var sink = new NotifySink(_ -> left.getAndDecrement() > 0 ? 500 : 200)) {
            JsonNode status =
                    create(
                            "{\"await\":\"notification\",\"notify_url\":\"%s\",%s}"
                                    .formatted(sink.url(), STEPS));

            assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText());
            assertEquals("successful", status.path("notify_status").asText(), status::toString);
            assertEquals(2, sink.waiting());
        }
    }

    @Test
    void awaitedNotificationNobodyAskedForIsNotWaitedFor() throws Exception {
        JsonNode status = create("{\"await\":\"notification\"," + STEPS + "}");

        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText());
    }

    @Test
    void templateSaysWhereToTellAndWhatToLeaveOut() throws Exception {
        try (var sink = new NotifySink(_ -> 200)) {
            String template =
                    "{\"notify_url\":\"%s\",\"notification_payload\":[\"without_results\"],%s}"
                            .formatted(sink.url(), STEPS);
            var saved =
                    server.tell(
                            "POST",
                            "/templates",
                            "a",
                            "{\"name\":\"teller\",\"template\":" + template + "}");
            assertEquals(200, saved.statusCode(), () -> TestServer.text(saved));

            create("{\"template_id\":\"teller\"}");
            JsonNode told = sink.next().status();
            assertFalse(told.has("results"), told::toString);
            assertTrue(told.has("uploads"));

            create(
                    "{\"template_id\":\"teller\","
                            + "\"notification_payload\":[\"without_uploads\"]}");
            JsonNode other = sink.next().status();
            assertTrue(other.has("results"), other::toString);
            assertFalse(other.has("uploads"));
        }
    }
}
