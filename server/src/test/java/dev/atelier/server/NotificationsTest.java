package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.server.notify.NotificationSigner;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

class NotificationsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUICK = "notifications.attempt_millis=0,10,20,30,40";
    private static final String LOOPBACK = "outbound.allowed_private=127.0.0.1/32";

    @TempDir Path folder;
    private @Nullable TestServer started;

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    private TestServer server(String... settings) throws IOException {
        started = new TestServer(folder, settings);
        return started;
    }

    private static JsonNode create(TestServer server, String notifyUrl, String more)
            throws Exception {
        String params =
                "{\"notify_url\":%s,%s\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}"
                        .formatted(JSON.writeValueAsString(notifyUrl), more);
        return TestServer.json(server.post(params));
    }

    private static String id(JsonNode status) {
        return status.path("assembly_id").asText();
    }

    /** The status once its notification is over. */
    private static JsonNode told(TestServer server, String id) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        JsonNode status = server.status(id);
        while (!status.path("notify_status").asText().matches("successful|error")) {
            assertTrue(System.nanoTime() < deadline, status::toString);
            status = server.status(id);
        }
        return status;
    }

    private static JsonNode attempts(TestServer server, String id) throws Exception {
        JsonNode list = TestServer.json(server.get("/assembly_notifications/" + id));
        assertEquals("ASSEMBLY_NOTIFICATIONS_LISTED", list.path("ok").asText());
        return list.path("notifications");
    }

    private static JsonNode replay(TestServer server, String id, String params) throws Exception {
        return TestServer.json(
                server.post(
                        "/assembly_notifications/" + id + "/replay",
                        new Multipart().field("params", params)));
    }

    @Test
    void endIsToldAsAFormWithTheStatusAndShownEverywhere() throws Exception {
        try (var sink = new NotifySink(_ -> 200)) {
            TestServer server = server(LOOPBACK);
            JsonNode created = create(server, sink.url(), "");
            NotifySink.Letter letter = sink.next();
            JsonNode status = told(server, id(created));

            assertTrue(letter.contentType().startsWith("application/x-www-form-urlencoded"));
            assertEquals("ASSEMBLY_COMPLETED", letter.status().path("ok").asText());
            assertEquals(status.path("results"), letter.status().path("results"));
            assertFalse(letter.form().containsKey("signature"), "no key, no signature");
            assertEquals("1", letter.depth());
            assertEquals("successful", status.path("notify_status").asText());
            assertEquals(sink.url(), status.path("notify_url").asText());
            assertEquals(200, status.path("notify_response_code").asInt());
            assertEquals("answer 200", status.path("notify_response_data").asText());
            assertTrue(status.path("notify_start").asText().endsWith("GMT"));
            assertTrue(status.path("notify_duration").isNumber());
            assertTrue(status.path("notify_error").isNull());
            JsonNode attempt = attempts(server, id(created)).path(0);
            assertEquals("successful", attempt.path("status").asText());
            assertEquals(id(created), attempt.path("assembly_id").asText());
        }
    }

    @Test
    void signatureIsTheKnownVector() {
        String body =
                "{\"ok\":\"ASSEMBLY_COMPLETED\",\"assembly_id\":\"00000000000000000000000000000000\"}";
        var key = new NotificationSigner.Key("sha384", "test-secret");
        var signer = NotificationSigner.withKeys(id -> id.equals("k") ? key : null);

        assertEquals(
                "sha384:50346b1573ac57c91712ba2e08a6403b5755cb15018df4172d21db50a93b6bd5082dcdf8"
                        + "dc47accacdc402100eea2c5b",
                signer.sign("k", body));
        assertEquals(null, signer.sign("other", body));
        assertEquals(null, signer.sign(null, body));
    }

    @Test
    void signatureCoversTheTextThatIsSent() throws Exception {
        try (var sink = new NotifySink(_ -> 200)) {
            var signed = new AtomicReference<String>();
            started =
                    new TestServer(
                            (_, text) -> {
                                signed.set(text);
                                return "sha384:ab";
                            },
                            folder,
                            LOOPBACK);
            create(started, sink.url(), "");
            NotifySink.Letter letter = sink.next();

            assertEquals(signed.get(), letter.form().get("transloadit"));
            assertEquals("sha384:ab", letter.form().get("signature"));
        }
    }

    @Test
    void d12SinkThatFailsIsTriedUntilItAnswers() throws Exception {
        var left = new AtomicInteger(3);
        try (var sink = new NotifySink(_ -> left.getAndDecrement() > 0 ? 500 : 204)) {
            TestServer server = server(LOOPBACK, QUICK);
            String id = id(create(server, sink.url(), ""));

            assertEquals("successful", told(server, id).path("notify_status").asText());
            JsonNode attempts = attempts(server, id);
            assertEquals(4, attempts.size());
            assertEquals(500, attempts.path(0).path("response_code").asInt());
            assertEquals("error", attempts.path(2).path("status").asText());
            assertEquals(204, attempts.path(3).path("response_code").asInt());
            assertEquals(4, attempts.path(3).path("attempt").asInt());
        }
    }

    @ParameterizedTest
    @CsvSource({"500, 500", "302, 302", "404, 404"})
    void d12SinkThatNeverAcceptsIsGivenUpAndReplayWorks(int answer, int code) throws Exception {
        var status = new AtomicInteger(answer);
        try (var sink = new NotifySink(_ -> status.get())) {
            TestServer server = server(LOOPBACK, QUICK);
            String id = id(create(server, sink.url(), ""));

            JsonNode told = told(server, id);
            assertEquals("error", told.path("notify_status").asText());
            assertEquals(code, told.path("notify_response_code").asInt());
            assertEquals(5, attempts(server, id).size());
            assertEquals(
                    "ASSEMBLY_NOTIFICATION_NOT_REPLAYED",
                    replay(server, id, "{}").path("error").asText());

            status.set(200);
            JsonNode again = replay(server, id, "{}");
            assertEquals("ASSEMBLY_NOTIFICATION_REPLAYED", again.path("ok").asText());
            assertTrue(again.path("success").asBoolean());
            assertEquals("successful", told(server, id).path("notify_status").asText());
            assertEquals(7, attempts(server, id).size());
        }
    }

    @Test
    void d12SinkThatHangsIsGivenUp() throws Exception {
        try (var sink = new NotifySink(_ -> 0)) {
            TestServer server =
                    server(
                            LOOPBACK,
                            "notifications.attempt_millis=0,1",
                            "notifications.total_millis=200");
            JsonNode told = told(server, id(create(server, sink.url(), "")));

            assertEquals("error", told.path("notify_status").asText());
            assertTrue(told.path("notify_response_code").isNull());
            assertEquals("The server took too long to answer.", told.path("notify_error").asText());
            assertEquals(2, sink.waiting());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "\"ftp://a.test/\"", "\"a.test\"", "\"http://\"", "\"http://a b/\""})
    void urlThatIsNoneIsRefusedAtOnce(String url) throws Exception {
        var answer =
                server().post(
                                "{\"notify_url\":%s,\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}"
                                        .formatted(url));

        assertEquals(400, answer.statusCode());
        assertEquals("ASSEMBLY_INVALID_NOTIFY_URL", TestServer.json(answer).path("error").asText());
    }

    @Test
    void payloadLeavesOutWhatWasAskedFor() throws Exception {
        try (var sink = new NotifySink(_ -> 200)) {
            TestServer server = server(LOOPBACK);
            create(
                    server,
                    sink.url(),
                    "\"notification_payload\":[\"without_params\",\"without_uploads\",\"without_result_meta_data\"],");
            JsonNode status = sink.next().status();

            assertFalse(status.has("params") || status.has("uploads"));
            assertTrue(status.at("/results/made/0").has("name"));
            assertFalse(status.at("/results/made/0").has("meta"));
        }
    }

    @Test
    void replayMayGoElsewhereAndLeavesTheStoredUrl() throws Exception {
        try (var first = new NotifySink(_ -> 200);
                var other = new NotifySink(_ -> 200)) {
            TestServer server = server(LOOPBACK);
            String id = id(create(server, first.url(), ""));
            told(server, id);
            String params = "{\"notify_url\":\"%s\",\"wait\":false}".formatted(other.url());

            JsonNode answer = replay(server, id, params);

            assertEquals("ASSEMBLY_NOTIFICATION_REPLAYING", answer.path("ok").asText());
            assertEquals(id, other.next().status().path("assembly_id").asText());
            assertEquals(first.url(), server.status(id).path("notify_url").asText());
        }
    }

    @Test
    void replayWithOtherFieldsIsRefusedAndSendsNothing() throws Exception {
        try (var sink = new NotifySink(_ -> 200)) {
            TestServer server = server(LOOPBACK);
            String id = id(create(server, sink.url(), ""));
            told(server, id);

            JsonNode refused = replay(server, id, "{\"fields\":{\"a\":1}}");

            assertEquals("ASSEMBLY_NOTIFICATION_NOT_REPLAYED", refused.path("error").asText());
            assertTrue(refused.path("message").asText().contains("leave `fields` out"));
            assertEquals(1, attempts(server, id).size());
            assertEquals(
                    "ASSEMBLY_NOTIFICATION_REPLAYED",
                    replay(server, id, "{\"fields\":{}}").path("ok").asText());
        }
    }

    @Test
    void replayNeedsAUrlAndAnEnd() throws Exception {
        TestServer server = server();
        String ended =
                id(
                        TestServer.json(
                                server.post("{\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}")));
        server.ended(ended);
        String running =
                id(
                        TestServer.json(
                                server.post("{\"steps\":{\"held\":{\"robot\":\"/test/wait\"}}}")));

        assertEquals("ASSEMBLY_NO_NOTIFY_URL", replay(server, ended, "{}").path("error").asText());
        assertEquals(
                "ASSEMBLY_NOTIFICATION_NOT_REPLAYED",
                replay(server, running, "{}").path("error").asText());
        assertEquals(
                "ASSEMBLY_NOT_FOUND",
                replay(server, "0123456789abcdef0123456789abcdef", "{}").path("error").asText());
    }

    @Test
    void refusedInstructionsTellNobodyAndACancelledAssemblyDoes() throws Exception {
        try (var sink = new NotifySink(_ -> 200)) {
            TestServer server = server(LOOPBACK);
            var refused =
                    server.post(
                            "{\"notify_url\":\"%s\",\"steps\":{\"x\":{\"robot\":\"/no/such\"}}}"
                                    .formatted(sink.url()));
            assertEquals(400, refused.statusCode());
            String held =
                    id(
                            TestServer.json(
                                    server.post(
                                            "{\"notify_url\":\"%s\",\"steps\":{\"held\":{\"robot\":\"/test/wait\"}}}"
                                                    .formatted(sink.url()))));
            server.send(server.request("/assemblies/" + held).DELETE());

            assertEquals("ASSEMBLY_CANCELED", sink.next().status().path("ok").asText());
            told(server, held);
            assertEquals(0, attempts(server, id(TestServer.json(refused))).size());
            assertEquals(0, sink.waiting());
        }
    }
}
