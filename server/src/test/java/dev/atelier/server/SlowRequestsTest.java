package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** REQ-2: clients that take their time, or all the sockets. */
class SlowRequestsTest {
    private static final String WRITE = "{\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}";
    private static final String ID = "00000000000000000000000000000001";

    private static final int UNFINISHED = 5;
    private static final int IDLE_SOCKETS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server =
                new TestServer(
                        folder,
                        "http.idle_seconds=1",
                        "http.header_seconds=1",
                        "http.slow_seconds=2",
                        "http.bytes_per_second=1000",
                        "http.unfinished_per_address=" + UNFINISHED);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void req2SilentUploadIsCutOffAndLeavesNothing() throws Exception {
        var form = new Multipart().field("params", WRITE);
        try (var raw = new RawHttp(server.port())) {
            raw.send(
                    RawHttp.head(
                            "POST",
                            "/assemblies/" + ID,
                            "Content-Type: "
                                    + form.contentType()
                                    + "\r\nContent-Length: 9000\r\n"));
            raw.send(form.open());

            String answer = raw.answer();

            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
            assertTrue(answer.contains("nothing arrived"), answer);
        }
        assertEquals(0, server.storedFiles());
    }

    @Test
    void req2WaitingForTheAnswerIsNotIdle() throws Exception {
        var later = CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS);
        later.execute(server.robots.gate::countDown);

        JsonNode status =
                TestServer.json(
                        server.post(
                                "{\"await\":true,\"steps\":{\"held\":{\"robot\":\"/test/wait\"}}}"));

        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText());
    }

    @Test
    void req2ConnectionWithoutHeadersIsClosed() throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send("GET / HT");

            assertEquals("", raw.answer());
        }
    }

    @Test
    void req2HeadersThatDripAreCutOff() throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send("GET /health HTTP/1.1\r\nHost: localhost\r\nX: ");

            assertEquals("", drip(raw));
        }
    }

    @Test
    void req2BodyThatDripsIsCutOffAndLeavesNothing() throws Exception {
        var form = new Multipart().field("params", WRITE);
        try (var raw = new RawHttp(server.port())) {
            raw.send(unfinished(form));
            raw.send(form.open());

            String answer = drip(raw);

            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
            assertTrue(answer.contains("bytes a second"), answer);
        }
        assertEquals(0, server.storedFiles());
    }

    /** Sends a byte every now and then until the server closes; gives what it said. */
    private static String drip(RawHttp raw) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String answer = raw.sendAndLook("x");
        while (answer == null) {
            assertTrue(System.nanoTime() < end, "still open");
            answer = raw.sendAndLook("x");
        }
        return answer;
    }

    private static String unfinished(Multipart form) {
        return RawHttp.head(
                "POST",
                "/assemblies",
                "Content-Type: " + form.contentType() + "\r\nContent-Length: 9000\r\n");
    }

    @Test
    void req2KeptConnectionThatFallsSilentIsClosed() throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send(RawHttp.head("GET", "/health", ""));

            assertTrue(raw.answer().startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void req2IdleSocketsAreClosedAndNobodyElseNotices() throws Exception {
        var idle = new ArrayList<RawHttp>();
        try {
            for (int i = 0; i < IDLE_SOCKETS; i++) {
                idle.add(new RawHttp(server.port()));
            }
            assertEquals(200, server.get("/health").statusCode());
            for (RawHttp raw : idle) {
                assertEquals("", raw.answer());
            }
        } finally {
            for (RawHttp raw : idle) {
                raw.close();
            }
        }
    }

    @Test
    void req2AddressWithTooManyUnfinishedRequestsIsRefusedTheNext() throws Exception {
        server.close();
        server = new TestServer(folder, "http.unfinished_per_address=" + UNFINISHED);
        String unfinished = unfinished(new Multipart());
        var held = new ArrayList<RawHttp>();
        try {
            for (int i = 0; i < UNFINISHED; i++) {
                var raw = new RawHttp(server.port());
                held.add(raw);
                raw.send(unfinished.replace("Host:", "Expect: 100-continue\r\nHost:"));
                assertEquals("HTTP/1.1 100 Continue\r", raw.statusLine());
            }
            try (var next = new RawHttp(server.port())) {
                String answer = next.send(unfinished).answer();
                assertTrue(answer.startsWith("HTTP/1.1 429"), answer);
                assertTrue(answer.contains("RATE_LIMIT_REACHED"), answer);
            }
        } finally {
            for (RawHttp raw : held) {
                raw.close();
            }
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (server.post(WRITE).statusCode() != 200) {
            assertTrue(System.nanoTime() < end, "still refused");
        }
    }
}
