package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

/** A server without keys serves its own machine only. */
class OpenModeTest {

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example\r\n",
                "Host: 127.0.0.1.evil.example\r\n",
                "Host: 10.0.0.1\r\n",
                "Host: localhost\r\nOrigin: https://evil.example\r\n",
                "Host: localhost\r\nOrigin: http://localhost.evil.example\r\n",
                "Host: localhost\r\nOrigin: null\r\n",
                "Host: localhost\r\nX-Forwarded-For: 203.0.113.1\r\n",
                "Host: localhost\r\nX-Forwarded-For: 127.0.0.1, 203.0.113.1\r\n",
                "Host: localhost\r\nX-Forwarded-Host: pictures.example\r\n",
                "Host: localhost\r\nForwarded: for=203.0.113.1\r\n"
            })
    void openModeServesItsOwnMachineOnly(String headers) throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send("GET /health HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");

            String answer = raw.answer();

            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
            assertTrue(answer.contains("SERVER_403"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost:1234\r\n",
                "Host: [::1]:80\r\n",
                "Host: 127.0.0.1\r\nOrigin: http://localhost:3000\r\n",
                "Host: localhost\r\nX-Forwarded-For: ::1, 127.0.0.1\r\n",
                "Host: localhost\r\nX-Forwarded-Host: localhost:5173\r\n"
            })
    void ownMachineIsServedUnderAllItsNames(String headers) throws Exception {
        try (var raw = new RawHttp(server.port())) {
            raw.send("GET /health HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");

            assertTrue(raw.answer().startsWith("HTTP/1.1 200"));
        }
    }
}
