package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.robots.outbound.NameResolver;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Attacks by {@code notify_url}. 127.0.0.1 is allowed where a test says so and stands for the
 * public Internet; {@code evil.test} is another loopback address, which an attacker is after.
 */
class NotifyAttacksTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOOPBACK = "outbound.allowed_private=127.0.0.1/32";
    private static final String FAST = "outbound.connect_millis=50";
    private static final String ONCE = "notifications.attempt_millis=0";
    private static final String UNREACHABLE = "The server could not be reached.";
    private static final Map<String, String> NAMES =
            Map.of("good.test", "127.0.0.1", "evil.test", "127.0.0.2");

    @TempDir Path folder;
    private @Nullable TestServer started;

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    private TestServer server(String... settings) throws IOException {
        return server(host -> InetAddress.getAllByName(NAMES.getOrDefault(host, host)), settings);
    }

    private TestServer server(NameResolver names, String... settings) throws IOException {
        started = new TestServer(names, folder, settings);
        return started;
    }

    private static JsonNode create(TestServer server, String notifyUrl) throws Exception {
        String params =
                "{\"notify_url\":%s,\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}"
                        .formatted(JSON.writeValueAsString(notifyUrl));
        return TestServer.json(server.post(params));
    }

    /** The status once its notification is over. */
    private static JsonNode told(TestServer server, String notifyUrl) throws Exception {
        String id = create(server, notifyUrl).path("assembly_id").asText();
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        JsonNode status = server.status(id);
        while (!status.path("notify_status").asText().matches("successful|error")) {
            assertTrue(System.nanoTime() < deadline, status::toString);
            status = server.status(id);
        }
        return status;
    }

    private static void assertNotTold(JsonNode status) {
        assertEquals("error", status.path("notify_status").asText(), status::toString);
        assertEquals(UNREACHABLE, status.path("notify_error").asText());
        assertTrue(status.path("notify_response_code").isNull());
    }

    private static int port(NotifySink sink) {
        return URI.create(sink.url()).getPort();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:%d/", "http://localhost:%d/", "http://2130706433:%d/"})
    void ssrf1PrivateAddressIsNotToldAnything(String url) throws Exception {
        try (var sink = new NotifySink(_ -> 200)) {
            TestServer server = server(FAST, ONCE);
            String to = url.formatted(port(sink));

            assertNotTold(told(server, to));
            assertEquals(0, sink.waiting());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "http://10.1.2.3/",
                "http://192.168.1.1/",
                "http://100.64.0.1/",
                "http://[fd12:3456::1]/",
                "http://[fe80::1]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[2002:a9fe:a9fe::1]/"
            })
    void ssrf2AddressesThatAreNotPublicAreNotTold(String url) throws Exception {
        assertNotTold(told(server(FAST, ONCE), url));
    }

    @Test
    void ssrf3NameThatTurnsPrivateIsNotToldAgain() throws Exception {
        var asked = new AtomicInteger();
        NameResolver rebinding =
                _ ->
                        InetAddress.getAllByName(
                                asked.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2");
        try (var sink = new NotifySink(_ -> 500)) {
            TestServer server =
                    server(rebinding, LOOPBACK, FAST, "notifications.attempt_millis=0,10");

            assertNotTold(told(server, "http://hook.test:" + port(sink) + "/"));

            assertEquals(1, sink.waiting());
        }
    }

    @Test
    void ssrf3OnePrivateAddressAmongPublicOnesSpoilsTheName() throws Exception {
        NameResolver both =
                _ ->
                        new InetAddress[] {
                            InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("127.0.0.2")
                        };
        try (var sink = new NotifySink(_ -> 200)) {
            TestServer server = server(both, LOOPBACK, FAST, ONCE);

            assertNotTold(told(server, "http://hook.test:" + port(sink) + "/"));

            assertEquals(0, sink.waiting());
        }
    }

    @Test
    void ssrf4RedirectInwardsIsRefused() throws Exception {
        try (var sink = new NotifySink(_ -> 307)) {
            TestServer server = server(LOOPBACK, FAST, ONCE);

            assertNotTold(told(server, sink.url()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://good.test@evil.test:%d/",
                "http://good.test:%d@evil.test/",
                "http://evil.test:%d/#@good.test",
                "http://evil.test.:%d/"
            })
    void ssrf5TwistedUrlsLeadToTheHostTheyReallyName(String url) throws Exception {
        try (var sink = new NotifySink(_ -> 200)) {
            TestServer server = server(LOOPBACK, FAST, ONCE);

            assertNotTold(told(server, url.formatted(port(sink))));

            assertEquals(0, sink.waiting());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 25, 6379})
    void ssrf5PortsOfOtherProtocolsAreNotTold(int port) throws Exception {
        assertNotTold(told(server(LOOPBACK, FAST, ONCE), "http://good.test:" + port + "/"));
    }

    /** Answers every connection with bytes of its own, until the other side has enough. */
    private static ServerSocket answering(String head, String endlessly) throws IOException {
        var socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual()
                .start(() -> {
                    while (!socket.isClosed()) {
                        try (Socket client = socket.accept()) {
                            client.getInputStream().read();
                            pour(client.getOutputStream(), head, endlessly);
                        } catch (IOException e) {
                            // it has had enough
                        }
                    }
                });
        return socket;
    }

    private static void pour(OutputStream out, String head, String endlessly) throws IOException {
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        while (!endlessly.isEmpty()) {
            out.write(endlessly.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void ssrf6EndlessAnswerIsReadForAMomentOnly() throws Exception {
        try (var endless = answering("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(1_000))) {
            TestServer server = server(LOOPBACK, ONCE);

            JsonNode told = told(server, "http://good.test:" + endless.getLocalPort() + "/");

            assertEquals("successful", told.path("notify_status").asText(), told::toString);
            assertEquals(1_000, told.path("notify_response_data").asText().length());
        }
    }

    @Test
    void ssrf6EndlessHeadIsCutOff() throws Exception {
        try (var endless = answering("HTTP/1.1 200 OK\r\n", "X: " + "y".repeat(900) + "\r\n")) {
            TestServer server = server(LOOPBACK, ONCE, "notifications.total_millis=20000");

            JsonNode told = told(server, "http://good.test:" + endless.getLocalPort() + "/");

            assertEquals("error", told.path("notify_status").asText(), told::toString);
            assertTrue(told.path("notify_duration").asDouble() < 10, told::toString);
        }
    }

    @Test
    void ssrf7ClosedUnknownAndForbiddenAreToldAlike() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        TestServer server = server(LOOPBACK, "outbound.connect_millis=300", ONCE);
        for (String host : new String[] {"good.test", "evil.test", "unknown.invalid"}) {
            JsonNode told = told(server, "http://" + host + ":" + closed + "/");

            assertNotTold(told);
            double seconds = told.path("notify_duration").asDouble();
            assertTrue(seconds >= 0.29 && seconds < 3, host + " took " + seconds);
        }
    }

    @Test
    void ssrf8CircleOfNotificationsEnds() throws Exception {
        var server = new AtomicReference<TestServer>();
        var refused = new AtomicInteger();
        var hook = new AtomicReference<String>();
        NotifySink.Reply relay =
                letter -> {
                    var request =
                            server.get()
                                    .request("/assemblies")
                                    .header("Content-Type", "application/json")
                                    .header("X-Atelier-Depth", letter.depth());
                    String params =
                            "{\"notify_url\":\"%s\",\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}"
                                    .formatted(hook.get());
                    var answer =
                            server.get()
                                    .send(
                                            request.POST(
                                                    java.net.http.HttpRequest.BodyPublishers
                                                            .ofString(
                                                                    params.formatted(hook.get()))));
                    refused.addAndGet(answer.statusCode() == 403 ? 1 : 0);
                    return 200;
                };
        try (var sink = new NotifySink(relay)) {
            hook.set(sink.url());
            server.set(server(LOOPBACK));
            create(server.get(), sink.url());

            for (int depth = 1; depth <= 4; depth++) {
                assertEquals(Integer.toString(depth), sink.next().depth());
            }
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (refused.get() == 0 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertEquals(1, refused.get());
            assertEquals(0, sink.waiting());
        }
    }

    @Test
    void ssrf8NotificationIsNeverReadAsInstructions() throws Exception {
        TestServer server = server(LOOPBACK, ONCE);
        JsonNode told = told(server, server.url("/assemblies"));

        assertEquals(400, told.path("notify_response_code").asInt());
        assertTrue(told.path("notify_response_data").asText().contains("NO_PARAMS_FIELD"));
    }
}
