package dev.atelier.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.core.instructions.Expressions;
import dev.atelier.core.memory.MemoryAssemblyStore;
import dev.atelier.core.memory.MemoryEventBus;
import dev.atelier.core.memory.MemoryFileStore;
import dev.atelier.core.memory.MemoryJobQueue;
import dev.atelier.core.memory.MemoryNotificationQueue;
import dev.atelier.core.memory.MemoryTemplateCredentials;
import dev.atelier.core.memory.MemoryTemplates;
import dev.atelier.core.memory.MemoryTransactions;
import dev.atelier.core.memory.MemoryUploadStore;
import dev.atelier.core.port.CredentialVault;
import dev.atelier.core.port.JobListener;
import dev.atelier.core.robot.RobotRegistry;
import dev.atelier.robots.generate.MemoryProviderLedger;
import dev.atelier.robots.outbound.NameResolver;
import dev.atelier.server.auth.Access;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.config.ConfigLoader;
import dev.atelier.server.console.ConsoleRoutes;
import dev.atelier.server.notify.NotificationSigner;

import io.vertx.ext.web.Route;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A server on a free port, with ports in memory and robots of the tests. */
final class TestServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final TestRobots robots = new TestRobots();
    final Path files;
    private final Engine engine;
    private final HttpDoor door;
    private final HttpClient client = HttpClient.newHttpClient();

    TestServer(Path folder, String... settings) throws IOException {
        this(folder, Access.OPEN, settings);
    }

    TestServer(Path folder, Access access, String... settings) throws IOException {
        this(NotificationSigner.NONE, NameResolver.SYSTEM, folder, access, settings);
    }

    TestServer(NotificationSigner signer, Path folder, String... settings) throws IOException {
        this(signer, NameResolver.SYSTEM, folder, Access.OPEN, settings);
    }

    /** Finds other servers as the test says. */
    TestServer(NameResolver names, Path folder, String... settings) throws IOException {
        this(NotificationSigner.NONE, names, folder, Access.OPEN, settings);
    }

    private TestServer(
            NotificationSigner signer,
            NameResolver names,
            Path folder,
            Access access,
            String... settings)
            throws IOException {
        files = Files.createDirectories(folder.resolve("files"));
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        var options = new ArrayList<>(List.of("http.port=0", "http.await_seconds=5"));
        options.addAll(List.of(settings));
        AtelierConfig config = ConfigLoader.load(null, options);
        var clock = InstantSource.system();
        var transactions = new MemoryTransactions();
        var ports =
                new Engine.Ports(
                        new MemoryAssemblyStore(transactions, clock, Duration.ofDays(1)),
                        new MemoryUploadStore(),
                        new MemoryFileStore(files),
                        new MemoryJobQueue(transactions, clock, 4),
                        new MemoryNotificationQueue(transactions, clock),
                        signer,
                        transactions,
                        new MemoryEventBus(),
                        new TestMetadata(),
                        new MemoryTemplates(),
                        new MemoryTemplateCredentials(),
                        new MemoryProviderLedger(scratch),
                        scratch,
                        TestAuth.inMemory(),
                        Files.createDirectories(folder.resolve("uploads")),
                        () -> {},
                        () -> {});
        var registry = new RobotRegistry(robots.all(), Set.of());
        engine =
                new Engine(
                        config, ports, registry, Expressions.NONE, clock, JobListener.NONE, names);
        engine.start();
        door =
                HttpDoor.open(
                        config,
                        engine,
                        TestRobots.routing(),
                        new ConsoleRoutes.About("test", List.of("none"), Map.of("jpeg", "java")),
                        access);
    }

    /** What robots get credentials from. */
    CredentialVault vault() {
        return engine.vault();
    }

    int port() {
        return door.port();
    }

    String url(String path) {
        return door.url() + path;
    }

    List<Route> routes() {
        return door.routes();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).timeout(Duration.ofSeconds(10));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return JSON.readTree(response.body());
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    JsonNode status(String id) throws IOException, InterruptedException {
        return json(get("/assemblies/" + id));
    }

    /** Asks a signed endpoint: params in the query. */
    HttpResponse<byte[]> ask(String path, String account, String params)
            throws IOException, InterruptedException {
        String query = "?params=" + URLEncoder.encode(params, StandardCharsets.UTF_8);
        return send(request(path + query).header("Authorization", account));
    }

    /** Tells a signed endpoint something: params in a form. */
    HttpResponse<byte[]> tell(String method, String path, String account, String params)
            throws IOException, InterruptedException {
        var form = new Multipart().field("params", params);
        return send(
                request(path)
                        .header("Content-Type", form.contentType())
                        .header("Authorization", account)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(form.bytes())));
    }

    /** Posts params as JSON. */
    HttpResponse<byte[]> post(String params) throws IOException, InterruptedException {
        return send(
                request("/assemblies")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(params)));
    }

    HttpResponse<byte[]> post(String path, Multipart form)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", form.contentType())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes())));
    }

    /** Waits for the end of an Assembly. */
    JsonNode ended(String id) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode status = status(id);
            if (status.has("error") || !status.path("ok").asText().endsWith("ING")) {
                return status;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("still running: " + id);
    }

    /** Does what the service does each minute. */
    void housekeeping() {
        engine.recover();
    }

    /** Waits for the end of an Assembly, doing something again and again meanwhile. */
    JsonNode ended(String id, Runnable meanwhile) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < deadline) {
            meanwhile.run();
            if (!status(id).path("ok").asText().endsWith("ING")) {
                return status(id);
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("still running: " + id);
    }

    /** How many files the store holds, temporary ones included. */
    int storedFiles() throws IOException {
        try (var listed = Files.list(files)) {
            return (int) listed.count();
        }
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        robots.gate.countDown();
        door.close();
        engine.close();
    }
}
