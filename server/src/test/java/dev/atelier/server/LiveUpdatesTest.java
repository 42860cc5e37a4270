package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

class LiveUpdatesTest {
    private static final String COPY =
            "{\"steps\":{\"kept\":{\"robot\":\"/test/write\",\"use\":\":original\"}}}";
    private static final String COPY_AND_WAIT =
            """
            {"steps":{"kept":{"robot":"/test/write","use":":original","result":true},
            "held":{"robot":"/test/wait"}}}
            """;

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

    private static JsonNode create(TestServer server, String params, int files) throws Exception {
        var form = new Multipart().field("params", params);
        for (int i = 0; i < files; i++) {
            form.file("image", "ö".repeat(80) + i + ".bin", new byte[] {1, 2, (byte) i});
        }
        return TestServer.json(server.post("/assemblies", form));
    }

    private static String id(JsonNode status) {
        return status.path("assembly_id").asText();
    }

    private static SseClient follow(JsonNode status) throws Exception {
        return new SseClient(status.path("update_stream_url").asText(), null);
    }

    @Test
    void bothUrlsOfTheStatusGiveTheSameStream() throws Exception {
        TestServer server = server();
        JsonNode status = create(server, COPY, 1);
        String socket = status.path("websocket_url").asText() + "?assembly=" + id(status);

        assertEquals(socket, status.path("update_stream_url").asText());
        try (var client = new SseClient(socket, null)) {
            var headers = client.response().headers();
            assertEquals(200, client.response().statusCode());
            assertEquals("text/event-stream", headers.firstValue("Content-Type").orElse(""));
            assertEquals("*", headers.firstValue("Access-Control-Allow-Origin").orElse(""));
            assertEquals(id(status), client.next().id());
        }
    }

    @Test
    void everythingComesInOrderWithTheObjectsOfTheStatusAndTheStreamEnds() throws Exception {
        TestServer server = server();
        JsonNode created = create(server, COPY_AND_WAIT, 1);

        try (var client = follow(created)) {
            var early = client.until("assembly_result_finished");
            JsonNode result = early.getLast().json();
            assertEquals("kept", result.get(0).asText());
            server.robots.gate.countDown();
            var late = client.rest();

            JsonNode status = server.ended(id(created));
            assertEquals(status.at("/results/kept/0"), result.get(1));
            var words = new ArrayList<>(SseClient.words(early));
            words.addAll(SseClient.words(late));
            assertTrue(words.remove("assembly_upload_meta_data_extracted"), "beside the first job");
            assertEquals(
                    List.of(
                            "",
                            "assembly_upload_finished",
                            "assembly_uploading_finished",
                            "assembly_result_finished",
                            "assembly_finished"),
                    words);
            assertEquals(created.at("/uploads/0"), early.get(1).json());
        }
    }

    @Test
    void statusSaysCompletedOnceTheStreamSaysFinished() throws Exception {
        TestServer server = server();
        JsonNode created = create(server, COPY_AND_WAIT, 1);

        try (var client = follow(created)) {
            server.robots.gate.countDown();
            client.until("assembly_finished");

            assertEquals("ASSEMBLY_COMPLETED", server.status(id(created)).path("ok").asText());
        }
    }

    @Test
    void lateClientGetsEverythingAndTheEnd() throws Exception {
        TestServer server = server();
        JsonNode created = create(server, COPY, 3);
        server.ended(id(created));

        try (var client = follow(created)) {
            List<String> words = SseClient.words(client.rest());

            assertEquals(3, words.stream().filter("assembly_result_finished"::equals).count());
            assertEquals(3, words.stream().filter("assembly_upload_finished"::equals).count());
            assertEquals("assembly_finished", words.getLast());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 256})
    void resumingAnywhereGivesExactlyWhatFollows(int kept) throws Exception {
        TestServer server = server("events.kept=" + kept);
        JsonNode created = create(server, COPY, 4);
        server.ended(id(created));
        List<SseClient.Heard> all;
        try (var client = follow(created)) {
            all = client.rest();
        }

        for (int seen = 1; seen < all.size() - 1; seen++) {
            String url = created.path("update_stream_url").asText();
            try (var client = new SseClient(url, all.get(seen).id())) {
                var rest = client.rest();
                assertEquals(all.subList(seen + 1, all.size()), rest.subList(1, rest.size()));
            }
        }
    }

    @Test
    void clientThatHasSeenTheEndIsToldNotToComeBack() throws Exception {
        TestServer server = server();
        JsonNode created = create(server, COPY, 1);
        server.ended(id(created));
        String last;
        try (var client = follow(created)) {
            last = client.rest().getLast().id();
        }

        try (var again = new SseClient(created.path("update_stream_url").asText(), last)) {
            assertEquals(204, again.response().statusCode());
        }
    }

    @Test
    void slowListenerOfFewKeptEntriesMissesNothingWhileTheAssemblyRuns() throws Exception {
        TestServer server = server("events.kept=1");
        JsonNode created = create(server, COPY_AND_WAIT, 30);

        try (var client = follow(created)) {
            server.robots.waiting.await(10, TimeUnit.SECONDS);
            server.robots.gate.countDown();
            var ids = new ArrayList<String>();
            client.rest().forEach(entry -> ids.add(String.valueOf(entry.id())));

            assertEquals(ids.size(), new HashSet<>(ids).size(), "each once");
            assertEquals(1 + 30 + 2 + 30 + 1, ids.size());
        }
    }

    @Test
    void failedAssemblySaysWhy() throws Exception {
        TestServer server = server();
        JsonNode created = create(server, "{\"steps\":{\"no\":{\"robot\":\"/test/refuse\"}}}", 0);

        try (var client = follow(created)) {
            JsonNode error = client.rest().getLast().json();

            assertEquals("USER_COMMAND_ERROR", error.path("error").asText());
            assertEquals("This robot never works.", error.path("message").asText());
            assertEquals(id(created), error.path("assembly_id").asText());
        }
    }

    @Test
    void cancelledAssemblyEndsTheStreamWithoutAWord() throws Exception {
        TestServer server = server();
        JsonNode created = create(server, COPY_AND_WAIT, 0);

        try (var client = follow(created)) {
            client.until("assembly_upload_meta_data_extracted");
            server.send(server.request("/assemblies/" + id(created)).DELETE());

            assertEquals(List.of(""), SseClient.words(client.rest()));
        }
    }

    @Test
    void silentStreamShowsThatItLives() throws Exception {
        TestServer server = server("events.ping_millis=20");
        JsonNode created = create(server, COPY_AND_WAIT, 0);

        try (var client = follow(created)) {
            assertEquals(": ping", client.until(":").getLast().data());
        }
    }

    @Test
    void progressComesWhenItChanges() throws Exception {
        TestServer server = server("events.progress_millis=10", "events.poll_millis=10");
        JsonNode created = create(server, COPY_AND_WAIT, 1);

        try (var client = follow(created)) {
            SseClient.Heard progress;
            do {
                progress = client.until("assembly_execution_progress").getLast();
            } while (progress.json().path("progress_combined").asInt() != 50);

            JsonNode file = progress.json().at("/progress_per_original_file/0");
            assertEquals(created.at("/uploads/0/id"), file.path("original_id"));
            assertEquals(50, file.path("progress").asInt());
        }
    }

    @Test
    void unknownAssemblyIsNotFound() throws Exception {
        var answer = server().get("/ws1?assembly=0123456789abcdef0123456789abcdef");

        assertEquals(404, answer.statusCode());
        assertEquals("ASSEMBLY_NOT_FOUND", TestServer.json(answer).path("error").asText());
    }

    @Test
    void socketsAreRefusedSoThatOldClientsPoll() throws Exception {
        TestServer server = server();
        JsonNode created = create(server, COPY, 1);
        var polling = server.get("/ws1/?EIO=4&transport=polling&assembly=" + id(created));
        assertEquals(404, polling.statusCode());

        try (var raw = new RawHttp(server.port())) {
            raw.send(
                    """
                    GET /ws1/?EIO=4&transport=websocket HTTP/1.1\r
                    Host: localhost\r
                    Connection: Upgrade\r
                    Upgrade: websocket\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    \r
                    """);
            assertTrue(raw.statusLine().startsWith("HTTP/1.1 404"));
        }
    }

    @Test
    void listenerTooManyIsToldToPoll() throws Exception {
        TestServer server = server("events.listeners=1");
        JsonNode created = create(server, COPY_AND_WAIT, 0);

        try (var client = follow(created)) {
            client.next();
            var second = server.get("/ws1?assembly=" + id(created));

            assertEquals(429, second.statusCode());
            assertEquals(5, TestServer.json(second).at("/info/retryIn").asInt());
        }
    }

    @Test
    void req2StreamNobodyReadsIsClosed() throws Exception {
        TestServer server = server("events.listeners=1", "events.stall_seconds=1");
        JsonNode created = create(server, COPY, 150);
        server.ended(id(created));

        try (Socket unread = unread(server, id(created))) {
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            int status = 429;
            while (status == 429 && System.nanoTime() < deadline) {
                try (var next = follow(created)) {
                    status = next.response().statusCode();
                }
            }
            assertEquals(200, status, "the place of the unread stream is free again");
            assertFalse(unread.isClosed());
        }
    }

    @Test
    void req2StreamsNobodyReadsCostLittleMemory() throws Exception {
        TestServer server = server("events.stall_seconds=3600");
        JsonNode created = create(server, COPY, 150);
        server.ended(id(created));
        var sockets = new ArrayList<Socket>();
        long before = used();
        try {
            for (int i = 0; i < 120; i++) {
                sockets.add(unread(server, id(created)));
            }
            for (Socket socket : sockets) {
                assertEquals('H', socket.getInputStream().read(), "the stream has begun");
            }
            long history = 150 * 2 * 2_500L * sockets.size();
            assertTrue(history > 80_000_000, "they would need " + history);
            assertTrue(used() - before < 40_000_000, () -> "bytes held: " + (used() - before));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** Asks for a stream and never reads it. */
    private static Socket unread(TestServer server, String id) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.setSoTimeout(30_000);
        String request = "GET /ws1?assembly=" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static long used() {
        System.gc();
        Runtime memory = Runtime.getRuntime();
        return memory.totalMemory() - memory.freeMemory();
    }
}
