package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.instructions.Expressions;
import dev.atelier.core.port.JobListener;
import dev.atelier.core.port.UploadStore.State;
import dev.atelier.core.port.UploadStore.Upload;
import dev.atelier.core.robot.RobotRegistry;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.config.ConfigLoader;
import dev.atelier.server.conformance.Client;
import dev.atelier.server.conformance.TusClient;
import dev.atelier.server.console.ConsoleRoutes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** What becomes of uploads when the server stops, dies or waits in vain, on its real adapters. */
class UploadRecoveryTest {
    private static final String KEEP =
            "{\"steps\":{\":original\":{\"robot\":\"/upload/handle\",\"result\":true}}}";
    private static final byte[] CONTENT = "twenty bytes of text".getBytes(UTF_8);

    private static final int LARGE_FORM = 65_000_000;
    private static final int LARGE_FILE = 17_000_000;

    @TempDir Path folder;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
    private final TusClient tus = new TusClient();
    private int port;

    @SuppressWarnings("NullAway.Init")
    private Engine engine;

    @SuppressWarnings("NullAway.Init")
    private HttpDoor door;

    @SuppressWarnings("NullAway.Init")
    private Client client;

    /** How far the earlier process had come with a whole upload. */
    enum Crash {
        BEFORE_THE_HASH_WAS_KNOWN,
        BEFORE_THE_FILE_MOVED,
        BEFORE_THE_ASSEMBLY_KNEW
    }

    @BeforeEach
    void start() throws IOException {
        AtelierConfig config =
                ConfigLoader.load(
                        null,
                        List.of(
                                "http.port=" + port,
                                "uploads.idle_seconds=3600",
                                "limits.run_hours=8",
                                "uploads.hash_beside_megabytes=0"));
        InstantSource clock = now::get;
        var ports = Adapters.open(config, folder, new TestMetadata(), clock);
        var registry = new RobotRegistry(new TestRobots().all(), Set.of());
        engine = new Engine(config, ports, registry, Expressions.NONE, clock, JobListener.NONE);
        engine.start();
        door =
                HttpDoor.open(
                        config,
                        engine,
                        TestRobots.routing(),
                        new ConsoleRoutes.About("test", List.of("none"), Map.of("jpeg", "java")));
        port = door.port();
        client = new Client(door.url());
    }

    @AfterEach
    void stop() {
        door.close();
        engine.close();
    }

    private void restart() throws IOException {
        stop();
        start();
    }

    private JsonNode assembly(int expected) throws Exception {
        var params = (ObjectNode) new ObjectMapper().readTree(KEEP);
        var fields = Map.of("num_expected_upload_files", Integer.toString(expected));
        return client.create(params, fields, List.of()).body();
    }

    private static String url(JsonNode assembly) {
        return assembly.required("assembly_ssl_url").asText();
    }

    private String begun(JsonNode assembly) throws Exception {
        return TusClient.location(
                tus.create(
                        assembly.required("tus_url").asText(),
                        TusClient.metadata(url(assembly), "image", "a.txt"),
                        CONTENT.length));
    }

    private static byte[] part(int from, int to) {
        return java.util.Arrays.copyOfRange(CONTENT, from, to);
    }

    private JsonNode ended(JsonNode assembly) throws Exception {
        return client.finished(url(assembly), Duration.ofSeconds(30));
    }

    private void completed(JsonNode assembly) throws Exception {
        JsonNode status = ended(assembly);
        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), status::toString);
        assertEquals(1, status.path("uploads").size());
        String file = status.at("/uploads/0/ssl_url").asText();
        assertEquals(new String(CONTENT, UTF_8), new String(client.download(file).body(), UTF_8));
        assertEquals(0, staged());
    }

    private long staged() throws IOException {
        try (var files = Files.list(folder.resolve("uploads"))) {
            return files.count();
        }
    }

    private Path stagedFile(String upload) {
        return folder.resolve("uploads").resolve(upload.substring(upload.lastIndexOf('/') + 1));
    }

    @Test
    void anUploadGoesOnAfterARestart() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly);
        tus.patch(upload, 0, part(0, 9));

        restart();

        assertEquals(9, TusClient.offset(tus.head(upload)));
        assertEquals(9, client.get(url(assembly)).body().path("bytes_received").asInt());
        assertEquals(204, tus.patch(upload, 9, part(9, 20)).statusCode());
        completed(assembly);
    }

    @Test
    void bytesThatReachedTheDiskUnansweredCount() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly);
        tus.patch(upload, 0, part(0, 9));
        stop();
        Files.write(stagedFile(upload), part(9, 15), StandardOpenOption.APPEND);
        start();

        assertEquals(15, TusClient.offset(tus.head(upload)));
        tus.patch(upload, 15, part(15, 20));
        completed(assembly);
    }

    @ParameterizedTest
    @EnumSource(Crash.class)
    void anUploadThatWasWholeAtACrashIsAddedAtStart(Crash crash) throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly);
        tus.patch(upload, 0, part(0, 9));
        Path staged = stagedFile(upload);
        String sha256 = hash("SHA-256");
        var uploads = engine.ports().uploads();
        var row = uploads.find(staged.getFileName().toString()).orElseThrow();
        if (crash != Crash.BEFORE_THE_HASH_WAS_KNOWN) {
            uploads.update(
                    row.complete(
                            new dev.atelier.core.port.FileStore.FileRef(
                                    sha256, hash("MD5"), CONTENT.length)));
        }
        stop();
        Files.write(staged, part(9, 20), StandardOpenOption.APPEND);
        if (crash == Crash.BEFORE_THE_ASSEMBLY_KNEW) {
            Path blob =
                    folder.resolve("blobs")
                            .resolve(sha256.substring(0, 2))
                            .resolve(sha256.substring(2, 4));
            Files.createDirectories(blob);
            Files.move(staged, blob.resolve(sha256));
        }

        start();

        completed(assembly);
    }

    private static String hash(String algorithm) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(CONTENT));
    }

    @Test
    void theLastPieceMayBeSentAgain() throws Exception {
        JsonNode assembly = assembly(2);
        String upload = begun(assembly);
        tus.patch(upload, 0, CONTENT);

        restart();

        assertEquals(20, TusClient.offset(tus.head(upload)));
        assertEquals(204, tus.patch(upload, 20, new byte[0]).statusCode());
        assertEquals(1, client.get(url(assembly)).body().path("uploads").size());
    }

    @Test
    void whatWasStagedForACancelledAssemblyIsRemoved() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly);
        tus.patch(upload, 0, part(0, 9));
        tus.send("DELETE", url(assembly));

        engine.recover();

        assertEquals(0, staged());
        assertEquals(410, tus.head(upload).statusCode());
    }

    @Test
    void expiredUploadsAreRemovedAndTheirAssemblyFails() throws Exception {
        JsonNode assembly = assembly(1);
        tus.patch(begun(assembly), 0, part(0, 9));
        now.set(now.get().plus(Duration.ofMinutes(59)));
        engine.recover();
        assertEquals(1, staged());

        now.set(now.get().plus(Duration.ofMinutes(2)));
        engine.recover();
        engine.recover();

        JsonNode status = ended(assembly);
        assertEquals("REQUEST_PREMATURE_CLOSED", status.path("error").asText());
        assertTrue(status.path("message").asText().contains("3600 seconds"), status::toString);
        assertEquals(0, staged());
    }

    @Test
    void anUploadThatKeepsComingIsNotIdle() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly);
        for (int i = 0; i < 4; i++) {
            now.set(now.get().plus(Duration.ofMinutes(50)));
            assertEquals(204, tus.patch(upload, i, part(i, i + 1)).statusCode());
            engine.recover();
        }

        assertEquals("ASSEMBLY_UPLOADING", client.get(url(assembly)).body().path("ok").asText());

        for (int i = 4; i < 11; i++) {
            now.set(now.get().plus(Duration.ofMinutes(50)));
            tus.patch(upload, i, part(i, i + 1));
        }
        engine.recover();
        JsonNode late = ended(assembly);
        assertEquals("ASSEMBLY_EXPIRED", late.path("error").asText());
        assertTrue(late.path("message").asText().contains("uploads"), late::toString);
        assertEquals(410, tus.send("DELETE", url(assembly)).statusCode());
    }

    @Test
    void theServerDoesNotCountItsOwnAbsenceAsIdleness() throws Exception {
        JsonNode assembly = assembly(1);
        String upload = begun(assembly);
        now.set(now.get().plus(Duration.ofHours(3)));

        restart();

        assertEquals(204, tus.patch(upload, 0, CONTENT).statusCode());
        completed(assembly);
    }

    @Test
    void stagedFilesNobodyKnowsAreRemovedAfterAnHour() throws Exception {
        Path old = Files.writeString(folder.resolve("uploads").resolve("0".repeat(32)), "x");
        Files.setLastModifiedTime(old, FileTime.from(now.get().minus(Duration.ofMinutes(61))));
        Path young = Files.writeString(folder.resolve("uploads").resolve("1".repeat(32)), "x");
        Files.setLastModifiedTime(young, FileTime.from(now.get().minus(Duration.ofMinutes(59))));

        engine.recover();

        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
    }

    private static List<String> names(JsonNode status) {
        return status.path("uploads")
                .valueStream()
                .map(file -> file.path("name").asText())
                .toList();
    }

    @Test
    void theFilesOfALargeFormKeepTheirOrder() throws Exception {
        var params = (ObjectNode) new ObjectMapper().readTree(KEEP);
        var files = new ArrayList<Client.FormFile>();
        files.add(new Client.FormFile("a", "large.bin", new byte[LARGE_FORM]));
        var wanted = new ArrayList<>(List.of("large.bin"));
        for (int i = 0; i < 5; i++) {
            wanted.add("small" + (9 - i) + ".txt");
            files.add(new Client.FormFile("b", wanted.getLast(), CONTENT));
        }
        JsonNode status = ended(client.create(params, Map.of(), files).body());

        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText(), status::toString);
        assertEquals(wanted, names(status));
        assertEquals(LARGE_FORM, status.at("/uploads/0/size").asInt());
        assertEquals(0, status.path("expected_tus_uploads").asInt(-1));
        assertEquals(0, status.path("started_tus_uploads").asInt(-1));
        var rows = engine.ports().uploads().of(status.path("assembly_id").asText());
        assertEquals(wanted, rows.stream().map(Upload::name).toList(), "a crash finds them so");
    }

    @Test
    void theFilesOfALargeFormKeepTheirOrderOverACrash() throws Exception {
        var wanted = List.of("large.bin", "d.txt", "c.txt", "b.txt", "a.txt");
        JsonNode assembly = assembly(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            byte[] bytes = i == 0 ? new byte[LARGE_FILE] : CONTENT;
            String id = Integer.toString(9 - i).repeat(32);
            Files.write(folder.resolve("uploads").resolve(id), bytes);
            engine.ports()
                    .uploads()
                    .create(ofForm(assembly, id, wanted.get(i), bytes.length).touchedAt(i));
        }

        restart();
        engine.recover();

        assertEquals(wanted, names(ended(assembly)));
    }

    private static Upload ofForm(JsonNode assembly, String id, String name, long size) {
        var none = new ObjectMapper().createObjectNode();
        String assemblyId = assembly.required("assembly_id").asText();
        return new Upload(
                id, assemblyId, "", name, "a", none, "", null, size, State.RECEIVING, null, 0);
    }

    @Test
    void aLargeFormThatIsRefusedLeavesNothingBehind() throws Exception {
        var params = (ObjectNode) new ObjectMapper().readTree(KEEP);
        params.putObject("auth").put("key", "k").put("max_size", 1000);
        var files = List.of(new Client.FormFile("a", "large.bin", new byte[LARGE_FORM]));
        var answer = client.create(params, Map.of(), files);
        assertEquals("MAX_SIZE_EXCEEDED", answer.body().path("error").asText());
        try (var left = Files.list(folder.resolve("uploads"))) {
            assertEquals(0, left.count());
        }
    }
}
