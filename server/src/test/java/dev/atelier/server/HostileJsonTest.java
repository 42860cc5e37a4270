package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.stream.Stream;

/** REQ-5: JSON that is too deep, too long or not what it seems. */
class HostileJsonTest {

    @TempDir Path folder;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(folder, "limits.params_bytes=50000");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<String> hostileJson() {
        return Stream.of(
                "[".repeat(100_000),
                "{\"a\":" + "{\"a\":".repeat(60) + "1" + "}".repeat(61),
                "{\"a\":" + "9".repeat(50) + "}",
                "{\"a\":1e999}",
                "{\"a\":NaN}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\\udc00\":1}",
                "\uFEFF{}",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "",
                "{\"" + "n".repeat(300) + "\":1}");
    }

    @ParameterizedTest
    @MethodSource("hostileJson")
    void req5HostileJsonGetsAClearRefusal(String params) throws Exception {
        var answer = server.post(params);

        assertTrue(
                answer.statusCode() == 400 || answer.statusCode() == 413,
                () -> TestServer.text(answer));
        String message = TestServer.json(answer).path("message").asText();
        assertTrue(message.length() > 10 && message.length() < 300, message);
        assertTrue(!message.contains("StreamReadConstraints"), message);
    }

    @Test
    void req5BytesThatAreNoTextAreRefused() throws Exception {
        var form =
                new Multipart()
                        .part(
                                "form-data; name=\"params\"",
                                null,
                                new byte[] {(byte) 0xc0, (byte) 0xae});

        var answer = server.post("/assemblies", form);

        assertEquals(400, answer.statusCode());
        assertTrue(TestServer.text(answer).contains("UTF-8"));
    }
}
