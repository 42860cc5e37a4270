package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.SocketException;
import java.nio.file.Path;

/** REQ-3: HTTP/2, which this server does not speak. */
class Http2Test {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final String SETTINGS = "\0\0\0\4\0\0\0\0\0";

    /** A stream that is opened and reset at once. */
    private static final String RAPID_RESET =
            "\0\0\1\1\4\0\0\0\1\u0002" + "\0\0\4\3\0\0\0\0\1\0\0\0\b";

    private static final String UPGRADE =
            String.join(
                    "\r\n",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
                    "");

    private static final int CONNECTIONS = 100;

    @TempDir Path folder;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(folder, "http.idle_seconds=1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void req3PrefaceIsRefusedAndTheConnectionClosed() throws Exception {
        try (var raw = new RawHttp(server.port())) {
            String answer = raw.send(PREFACE + SETTINGS).answer();

            assertTrue(answer.startsWith("HTTP/2.0 501"), answer);
        }
    }

    @Test
    void req3UpgradeIsNotTakenAndTheAnswerIsPlain() throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send(RawHttp.head("GET", "/health", UPGRADE));

            String answer = raw.answer();

            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertTrue(answer.contains("\"ok\":true"), answer);
        }
    }

    @Test
    void req3FloodOfStreamsLeavesTheServerWorking() throws Exception {
        String flood = PREFACE + SETTINGS + RAPID_RESET.repeat(10_000);
        for (int i = 0; i < CONNECTIONS; i++) {
            try (var raw = new RawHttp(server.port())) {
                assertEquals("", without501(raw, flood));
            }
        }
        assertEquals(200, server.get("/health").statusCode());
    }

    /** What else the server says; it may close before all is sent. */
    private static String without501(RawHttp raw, String flood) throws Exception {
        try {
            return raw.send(flood).answer().replaceFirst("(?s)^HTTP/2\\.0 501 .*", "");
        } catch (SocketException e) {
            return "";
        }
    }
}
