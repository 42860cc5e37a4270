package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

/**
 * REQ-4: requests two servers may understand differently. What an attacker hides in the body of the
 * first is a create under this id, which must never be made.
 */
class SmugglingTest {
    private static final String ID = "00000000000000000000000000000004";
    private static final String STEPS = "{\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}";
    private static final String HIDDEN =
            "POST /assemblies/%s HTTP/1.1\r\nHost: localhost\r\n".formatted(ID)
                    + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                            .formatted(STEPS.length(), STEPS);

    @TempDir Path folder;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String answer(String request) throws Exception {
        try (var raw = new RawHttp(server.port())) {
            return raw.send(request).answer();
        }
    }

    private static String first(String headers, String body) {
        return RawHttp.head("POST", "/assemblies", headers) + body + HIDDEN;
    }

    private void assertNothingHidden(String answer) throws Exception {
        assertFalse(answer.matches("(?s).*HTTP/1\\.[01] (?!400).*"), answer);
        assertEquals("ASSEMBLY_NOT_FOUND", server.status(ID).path("error").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: identity\r\nContent-Length: 5\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Transfer-Encoding: \u000bchunked\r\n",
                "X: y\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 5\r\n Transfer-Encoding: chunked\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: 5\r\nContent-Length: 5\r\n",
                "Content-Length: 5, 6\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: 0x5\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 5\r\n 6\r\n",
                "Host: elsewhere\r\nContent-Length: 5\r\n",
            })
    void req4AmbiguousLengthIsRefusedAndTheConnectionClosed(String headers) throws Exception {
        String answer = answer(first(headers, "0\r\n\r\n"));

        assertTrue(answer.matches("(?s)HTTP/1\\.[01] 400 .*"), answer);
        assertNothingHidden(answer);
    }

    @Test
    void req4BareLineFeedsAreRefused() throws Exception {
        String bare = RawHttp.head("POST", "/assemblies", "Content-Length: 0\r\n");

        String answer = answer(bare.replace("\r\n", "\n") + HIDDEN);

        assertTrue(answer.matches("(?s)HTTP/1\\.[01] 400 .*"), answer);
        assertNothingHidden(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1\nZ\n0\n\n",
                "1;a\nb\r\nZ\r\n0\r\n\r\n",
                "-1\r\nZ\r\n0\r\n\r\n",
                "+1\r\nZ\r\n0\r\n\r\n",
                "0x1\r\nZ\r\n0\r\n\r\n",
                "1\r\nZZ\r\n0\r\n\r\n",
            })
    void req4BrokenChunksEndTheConnection(String body) throws Exception {
        String headers = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";

        String answer = answer(first(headers, body));

        assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400"), answer);
        assertNothingHidden(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "X: y\r\n\tmore\r\nContent-Length: 5\r\n",
                "X: y\n more\r\nContent-Length: 5\r\n",
                "Content-Length: 5\r\nX: y\r\n \r\n"
            })
    void req4FoldedHeadersAreRefusedAndTheConnectionClosed(String headers) throws Exception {
        String answer = answer(first(headers, "0\r\n\r\n"));

        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertTrue(answer.contains("a line of its head goes on in the next"), answer);
        assertNothingHidden(answer);
    }

    @Test
    void req4FoldedHeadersAreSeenInPiecesAndInTheNextRequestToo() throws Exception {
        String health = RawHttp.head("GET", "/health", "");
        try (var raw = new RawHttp(server.port())) {
            raw.send(health);
            assertTrue(raw.statusLine().startsWith("HTTP/1.1 200"));
            raw.send(RawHttp.head("GET", "/health", "X: y\r\n z\r\n"));
            assertTrue(raw.answer().contains("HTTP/1.1 400"));
        }
        try (var raw = new RawHttp(server.port())) {
            raw.send("GET /health HTTP/1.1\r\nHost: localhost\r\nX: y\r\n");
            raw.send(" z\r\n\r\n");
            assertTrue(raw.answer().startsWith("HTTP/1.1 400"));
        }
    }

    @Test
    void bodiesMayHaveLinesThatBeginWithBlanks() throws Exception {
        String body = STEPS.replace("{", "{\r\n \n\t");
        String request =
                RawHttp.head(
                        "POST",
                        "/assemblies",
                        "Content-Type: application/json\r\nContent-Length: %d\r\n"
                                .formatted(body.length()));
        try (var raw = new RawHttp(server.port())) {
            raw.send(request + body);
            assertTrue(raw.statusLine().startsWith("HTTP/1.1 200"));
        }
        try (var raw = new RawHttp(server.port())) {
            raw.send(request).send(body.substring(0, 9)).send(body.substring(9));
            assertTrue(raw.statusLine().startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void req4RequestWithoutHostIsRefused() throws Exception {
        String answer = answer("GET /health HTTP/1.1\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    }
}
