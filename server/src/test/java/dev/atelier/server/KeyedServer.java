package dev.atelier.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.core.instructions.Expressions;
import dev.atelier.core.port.JobListener;
import dev.atelier.core.robot.RobotRegistry;
import dev.atelier.server.auth.KeyDesk;
import dev.atelier.server.auth.Scopes;
import dev.atelier.server.auth.SignatureAlgorithm;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.config.ConfigLoader;
import dev.atelier.server.console.ConsoleRoutes;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A server on SQLite with keys, and a client that signs. */
final class KeyedServer implements AutoCloseable {
    static final String STEPS = "\"steps\":{\"made\":{\"robot\":\"/test/write\"}}";
    static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    final TestRobots robots = new TestRobots();
    final Path folder;
    private final AtelierConfig config;
    private final Engine engine;
    private final HttpDoor door;
    private final HttpClient client = HttpClient.newHttpClient();

    KeyedServer(Path folder, String... settings) throws IOException {
        this.folder = folder;
        var options =
                new ArrayList<>(
                        List.of(
                                "http.port=0",
                                "http.await_seconds=5",
                                "rates.failed_tokens_per_minute=0"));
        options.addAll(List.of(settings));
        config = ConfigLoader.load(null, options);
        InstantSource clock = now::get;
        var ports = Adapters.open(config, folder, new TestMetadata(), clock);
        var registry = new RobotRegistry(robots.all(), Set.of());
        engine = new Engine(config, ports, registry, Expressions.NONE, clock, JobListener.NONE);
        engine.start();
        try {
            door =
                    HttpDoor.open(
                            config,
                            engine,
                            TestRobots.routing(),
                            new ConsoleRoutes.About(
                                    "test", List.of("none"), Map.of("jpeg", "java")));
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** What a key should be, with the choices tests make. */
    static KeyDesk.Wanted wanted(String account, boolean signed, Scopes scopes) {
        return new KeyDesk.Wanted(null, account, "test", scopes, signed, null, false);
    }

    static KeyDesk.Wanted pinned(@Nullable SignatureAlgorithm algorithm) {
        return new KeyDesk.Wanted(null, "pinned", "test", Scopes.usual(), true, algorithm, false);
    }

    /** Makes a key as another process does, and waits until the server has noticed. */
    KeyDesk.Made add(KeyDesk.Wanted wanted) throws Exception {
        KeyDesk.Made made;
        try (var chest = Adapters.keys(config, folder, now::get)) {
            made = chest.desk().add(wanted);
        }
        String guess = made.key().key() + ":guess";
        await("401 TOKEN_INVALID_CREDENTIALS", () -> token(guess, "grant_type=client_credentials"));
        return made;
    }

    KeyDesk.Made add(String account) throws Exception {
        return add(wanted(account, false, Scopes.usual()));
    }

    void revoke(String key) throws IOException {
        try (var chest = Adapters.keys(config, folder, now::get)) {
            chest.desk().revoke(key);
        }
    }

    int rotateMaster() throws IOException {
        try (var chest = Adapters.keys(config, folder, now::get)) {
            return chest.ports().rotateMaster();
        }
    }

    String url(String path) {
        return door.url() + path;
    }

    int port() {
        return door.port();
    }

    static String params(String auth) {
        return "{\"auth\":{" + auth + "}," + STEPS + "}";
    }

    static String signable(KeyDesk.Made key) {
        return params(
                "\"key\":\"" + key.key().key() + "\",\"expires\":\"2030-01-01T01:00:00.000Z\"");
    }

    static String sign(String algorithm, String secret, String params) {
        try {
            String name = "Hmac" + algorithm.toUpperCase(java.util.Locale.ROOT);
            var mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), name));
            byte[] hash = mac.doFinal(params.getBytes(StandardCharsets.UTF_8));
            return algorithm + ":" + HexFormat.of().formatHex(hash);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sign(KeyDesk.Made key, String params) {
        return sign("sha384", key.secret(), params);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).timeout(PATIENCE);
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> create(String params, @Nullable String signature, String... headers)
            throws IOException, InterruptedException {
        var form = new Multipart().file("f", "a.txt", new byte[] {1}).field("params", params);
        if (signature != null) {
            form.field("signature", signature);
        }
        var request =
                request("/assemblies")
                        .header("Content-Type", form.contentType())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes()));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        var request = request(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Asks with params and signature in the query. */
    HttpResponse<String> get(String path, String params, KeyDesk.Made key)
            throws IOException, InterruptedException {
        return get(path + "?params=" + encode(params) + "&signature=" + sign(key, params));
    }

    HttpResponse<String> form(String method, String path, String params, KeyDesk.Made key)
            throws IOException, InterruptedException {
        String body = "params=" + encode(params) + "&signature=" + encode(sign(key, params));
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Asks for a token. */
    HttpResponse<String> token(@Nullable String basic, String body)
            throws IOException, InterruptedException {
        var request =
                request("/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (basic != null) {
            request.header(
                    "Authorization",
                    "Basic "
                            + java.util.Base64.getEncoder()
                                    .encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
        }
        return send(request);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    static String error(HttpResponse<String> answer) throws IOException {
        return answer.statusCode() + " " + json(answer).path("error").asText();
    }

    /** Waits until a request is answered with this status and error. */
    void await(String error, java.util.concurrent.Callable<HttpResponse<String>> request)
            throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = error(request.call());
        while (!last.equals(error)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still " + last + ", not " + error);
            }
            Thread.onSpinWait();
            last = error(request.call());
        }
    }

    @Override
    public void close() {
        robots.gate.countDown();
        door.close();
        engine.close();
    }
}
