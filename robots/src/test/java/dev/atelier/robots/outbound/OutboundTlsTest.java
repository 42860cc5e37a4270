package dev.atelier.robots.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

/** A server whose certificate nobody vouches for, as one is that stands in the way to another. */
class OutboundTlsTest {
    private final Stranger server = new Stranger();
    private final Outbound outbound =
            TestOutbound.configured("127.0.0.0/8", 0, Duration.ofSeconds(10));

    @AfterEach
    void close() {
        outbound.close();
        server.close();
    }

    @Test
    void nothingIsSentToIt() {
        var request =
                new OutboundRequest(
                        "POST",
                        server.url(),
                        Map.of("Authorization", "Bearer secret-key"),
                        OutboundBody.of("text/plain", "secret words"),
                        Duration.ofSeconds(5),
                        1_000,
                        false);

        var refused =
                assertThrows(
                        OutboundException.class,
                        () -> outbound.send(request, OutputStream.nullOutputStream()));

        assertEquals(OutboundException.Kind.UNTRUSTED, refused.kind());
        assertTrue(refused.isUnsent());
        assertTrue(String.valueOf(refused.getMessage()).contains("certificate"));
        assertEquals(0, server.asked());
    }
}
