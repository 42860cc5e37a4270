package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.instructions.Expressions;
import dev.atelier.core.port.JobListener;
import dev.atelier.core.robot.RobotRegistry;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.config.ConfigLoader;
import dev.atelier.server.conformance.Client;
import dev.atelier.server.conformance.Client.FormFile;
import dev.atelier.server.console.ConsoleRoutes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** What is kept, and for how long, on the adapters of the server. */
class SweepTest {
    private static final String KEEP =
            "{\"steps\":{\":original\":{\"robot\":\"/upload/handle\",\"result\":true}}}";
    private static final String WAIT =
            "{\"steps\":{\":original\":{\"robot\":\"/upload/handle\"},"
                    + "\"wait\":{\"robot\":\"/test/wait\",\"use\":\":original\"}}}";

    @TempDir Path folder;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
    private final TestRobots robots = new TestRobots();

    @SuppressWarnings("NullAway.Init")
    private Engine engine;

    @SuppressWarnings("NullAway.Init")
    private HttpDoor door;

    @SuppressWarnings("NullAway.Init")
    private Client client;

    @BeforeEach
    void start() throws IOException {
        AtelierConfig config = ConfigLoader.load(null, List.of("http.port=0", "retention.days=30"));
        InstantSource clock = now::get;
        var ports = Adapters.open(config, folder, new TestMetadata(), clock);
        var registry = new RobotRegistry(robots.all(), Set.of());
        engine = new Engine(config, ports, registry, Expressions.NONE, clock, JobListener.NONE);
        engine.start();
        door =
                HttpDoor.open(
                        config,
                        engine,
                        TestRobots.routing(),
                        new ConsoleRoutes.About("test", List.of("none"), Map.of("jpeg", "java")));
        client = new Client(door.url());
    }

    @AfterEach
    void stop() {
        robots.gate.countDown();
        door.close();
        engine.close();
    }

    private JsonNode create(String params, String content) throws Exception {
        var instructions = (ObjectNode) new ObjectMapper().readTree(params);
        var file = new FormFile("file", "a.txt", content.getBytes(UTF_8));
        return client.create(instructions, Map.of(), List.of(file)).body();
    }

    private String put(String content) throws IOException {
        return engine.ports()
                .files()
                .put(new ByteArrayInputStream(content.getBytes(UTF_8)))
                .sha256();
    }

    private static String sha256(String content) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private void sweep() {
        engine.ports().sweep().run();
    }

    private Path local(String sha256) throws IOException {
        return engine.ports().files().local(sha256);
    }

    @Test
    void expiredFileIsGoneAndSoAreItsBytesAndItsAssembly() throws Exception {
        JsonNode created = create(KEEP, "old");
        JsonNode status =
                client.finished(created.path("assembly_ssl_url").asText(), Duration.ofSeconds(10));
        String url = status.at("/results/:original/0/ssl_url").asText();
        String id = status.path("assembly_id").asText();
        String bytes = sha256("old");
        sweep();
        assertEquals(200, client.download(url).statusCode());

        pass(Duration.ofDays(31));
        assertEquals(404, client.download(url).statusCode());
        assertTrue(Files.exists(local(bytes)));
        sweep();

        assertThrows(NoSuchFileException.class, () -> local(bytes));
        assertNull(engine.ports().store().status(id));
        assertEquals(List.of(), engine.ports().store().events(id, 0));
    }

    @Test
    void bytesThatBelongToNothingAreKeptForADay() throws Exception {
        String old = put("old orphan");
        pass(Duration.ofHours(25));
        String young = put("young orphan");

        sweep();

        assertThrows(NoSuchFileException.class, () -> local(old));
        assertTrue(Files.exists(local(young)));
    }

    @Test
    void assemblyThatStillRunsKeepsItsFiles() throws Exception {
        JsonNode created = create(WAIT, "in use");
        robots.waiting.await();
        pass(Duration.ofDays(31));

        sweep();

        assertTrue(Files.exists(local(sha256("in use"))));
        assertNotNull(engine.ports().store().status(created.path("assembly_id").asText()));
    }

    @Test
    void startRemovesTheFoldersOfJobsThatWereKilled() throws Exception {
        stop();
        Path left = Files.createDirectories(folder.resolve("tmp/job-1/inner"));
        Files.writeString(left.resolve("half.png"), "half");

        start();

        assertFalse(Files.exists(folder.resolve("tmp/job-1")));
    }
}
