package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** New work is refused while the disk is nearly full; what is there can still be read. */
class FreeSpaceTest {
    private static final String WRITE =
            "{\"await\":true,\"steps\":{\"w\":{\"robot\":\"/test/write\"}}}";

    @TempDir Path folder;

    @Test
    void createIsRefusedForNow() throws Exception {
        try (var server = new TestServer(folder, "limits.free_space_megabytes=1000000000")) {
            var answer = server.post(WRITE);

            assertEquals(503, answer.statusCode());
            assertEquals("30", answer.headers().firstValue("Retry-After").orElse(""));
            var body = TestServer.json(answer);
            assertEquals("CANNOT_ACCEPT_NEW_ASSEMBLIES", body.path("error").asText());
            assertEquals(503, server.post(WRITE).statusCode());
            assertEquals(200, server.get("/").statusCode());
        }
    }

    @Test
    void uploadIsRefusedBeforeItReachesTheDisk() throws Exception {
        try (var server = new TestServer(folder, "limits.free_space_megabytes=1000000000")) {
            var form = new Multipart().field("params", WRITE).file("f", "a.bin", new byte[100_000]);

            assertEquals(503, server.post("/assemblies", form).statusCode());
            assertEquals(0, server.storedFiles());
        }
    }

    @Test
    void noneNeedBeFree() throws Exception {
        try (var server = new TestServer(folder, "limits.free_space_megabytes=0")) {
            assertEquals(200, server.post(WRITE).statusCode());
        }
    }
}
