package dev.atelier.server;

import dev.atelier.server.assemblies.AssemblyRoutes;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.console.ConsoleRoutes;
import dev.atelier.server.files.FileRoutes;
import dev.atelier.server.http.BaseUrl;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.FormReader;
import dev.atelier.server.http.FreeSpace;
import dev.atelier.server.http.Routes;
import dev.atelier.server.openapi.OpenApiRoutes;
import dev.atelier.server.wire.CreateParamsReader;
import dev.atelier.server.wire.InboundJson;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.ext.web.Route;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An engine's door to the network, open while this lives. */
public final class HttpDoor implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Vertx vertx;
    private final HttpVerticle verticle;
    private final AtelierConfig config;

    /**
     * Opens the door and waits until it listens.
     *
     * @throws IllegalArgumentException when the host is not allowed
     * @throws IllegalStateException when the port cannot be had
     */
    public static HttpDoor open(AtelierConfig config, Engine engine, ConsoleRoutes.About about) {
        var door = new HttpDoor(config, engine, about);
        try {
            door.vertx
                    .deployVerticle(door.verticle)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return door;
        } catch (ExecutionException e) {
            door.close();
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException(
                    "cannot listen on %s port %d: %s"
                            .formatted(config.http().host(), config.http().port(), e.getMessage()),
                    e);
        } catch (InterruptedException | TimeoutException e) {
            door.close();
            throw new IllegalStateException("the server did not start in time", e);
        }
    }

    private HttpDoor(AtelierConfig config, Engine engine, ConsoleRoutes.About about) {
        this.config = config;
        this.vertx = Vertx.vertx(new VertxOptions().setFileSystemOptions(noFileCache()));
        this.verticle =
                new HttpVerticle(
                        config.http(), machine -> features(config, engine, about, machine));
    }

    private static FileSystemOptions noFileCache() {
        return new FileSystemOptions()
                .setClassPathResolvingEnabled(false)
                .setFileCachingEnabled(false);
    }

    private static List<Routes> features(
            AtelierConfig config, Engine engine, ConsoleRoutes.About about, Vertx vertx) {
        var http = config.http();
        var limits = config.limits();
        var ports = engine.ports();
        var blocking = new Blocking(vertx, Duration.ofSeconds(http.idleSeconds()));
        var json =
                new InboundJson(
                        new InboundJson.Limits(
                                limits.jsonDepth(), limits.jsonTokens(), limits.jsonString()));
        var assemblies =
                new AssemblyRoutes.Parts(
                        engine.service(),
                        engine.running(),
                        ports.bus(),
                        ports.files(),
                        new FreeSpace(ports.scratch(), limits.freeSpaceMegabytes() * 1_000_000L),
                        new FormReader(limits, ports.files()::newTemporaryFile),
                        new CreateParamsReader(json),
                        new BaseUrl(http.publicUrl()),
                        Duration.ofSeconds(http.awaitSeconds()),
                        about.version());
        return List.of(
                new AssemblyRoutes(blocking, assemblies),
                new FileRoutes(ports.store(), ports.files(), blocking),
                new OpenApiRoutes(blocking),
                new ConsoleRoutes(engine.service(), ports.queue(), blocking, about));
    }

    public int port() {
        return verticle.port();
    }

    /** Where to find it, such as {@code http://127.0.0.1:8080}. */
    public String url() {
        String host = config.http().host();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /** All it answers, for whoever checks that it is documented. */
    List<Route> routes() {
        return verticle.routes();
    }

    /** Takes no further requests and closes the connections. */
    @Override
    public void close() {
        try {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the server did not stop in time", e);
        }
    }
}
