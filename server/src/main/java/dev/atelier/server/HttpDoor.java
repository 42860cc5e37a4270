package dev.atelier.server;

import dev.atelier.core.run.TemplateUse;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.robots.outbound.AddressRange;
import dev.atelier.server.assemblies.AssemblyRoutes;
import dev.atelier.server.assemblies.PaidSteps;
import dev.atelier.server.auth.Access;
import dev.atelier.server.auth.ApiRequests;
import dev.atelier.server.auth.Doorkeeper;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.config.LimitsConfig;
import dev.atelier.server.console.ConsoleRoutes;
import dev.atelier.server.events.EventRoutes;
import dev.atelier.server.figures.FigureRoutes;
import dev.atelier.server.files.FileRoutes;
import dev.atelier.server.http.BaseUrl;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.ClientAddress;
import dev.atelier.server.http.FormReader;
import dev.atelier.server.http.FreeSpace;
import dev.atelier.server.http.Pace;
import dev.atelier.server.http.RateLimits;
import dev.atelier.server.http.Routes;
import dev.atelier.server.http.RunningLimit;
import dev.atelier.server.keys.KeyRoutes;
import dev.atelier.server.keys.TokenRoutes;
import dev.atelier.server.models.ModelRoutes;
import dev.atelier.server.notifications.NotificationRoutes;
import dev.atelier.server.openapi.OpenApiRoutes;
import dev.atelier.server.templates.CredentialRoutes;
import dev.atelier.server.templates.TemplateRoutes;
import dev.atelier.server.uploads.TusRoutes;
import dev.atelier.server.wire.AuthParams;
import dev.atelier.server.wire.CreateParamsReader;
import dev.atelier.server.wire.CredentialJson;
import dev.atelier.server.wire.InboundJson;
import dev.atelier.server.wire.TemplateJson;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.ext.web.Route;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An engine's door to the network, open while this lives. */
public final class HttpDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);
    private static final long PATIENCE_SECONDS = 30;
    private static final long REPLAY_MARGIN = 5_000;

    private final Vertx vertx;
    private final HttpVerticle verticle;
    private final AtelierConfig config;
    private final InboundJson json;
    private final Doorkeeper keeper;
    private final BaseUrl baseUrl;

    /**
     * Opens the door and waits until it listens.
     *
     * @throws IllegalArgumentException when the host is not allowed
     * @throws IllegalStateException when the port cannot be had
     */
    public static HttpDoor open(
            AtelierConfig config,
            Engine engine,
            ProviderRouting routing,
            ConsoleRoutes.About about) {
        return open(config, engine, routing, about, null);
    }

    /**
     * @param access decides instead of the keys
     */
    static HttpDoor open(
            AtelierConfig config,
            Engine engine,
            ProviderRouting routing,
            ConsoleRoutes.About about,
            @Nullable Access access) {
        var door = new HttpDoor(config, engine, routing, about, access);
        try {
            door.vertx
                    .deployVerticle(door.verticle)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (door.keeper.isOpen()) {
                LOG.warn(
                        "there are no keys: everyone on this machine may use the server, nobody"
                                + " else; make one with `atelier keys add`");
            }
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

    private HttpDoor(
            AtelierConfig config,
            Engine engine,
            ProviderRouting routing,
            ConsoleRoutes.About about,
            @Nullable Access access) {
        this.config = config;
        var http = config.http();
        this.baseUrl = new BaseUrl(http.publicUrl(), addresses(http.trustedProxies()));
        this.json = json(config.limits());
        this.keeper =
                new Doorkeeper(
                        engine.ports().auth(),
                        AuthAdapters.rules(config),
                        new AuthParams.Reader(json),
                        engine.clock());
        this.vertx = Vertx.vertx(new VertxOptions().setFileSystemOptions(noFileCache()));
        this.verticle =
                new HttpVerticle(
                        config.http(),
                        baseUrl,
                        keeper,
                        machine ->
                                features(
                                        engine,
                                        routing,
                                        about,
                                        access == null ? keeper.access() : access,
                                        machine));
    }

    private static ClientAddress addresses(@Nullable String trusted) {
        List<AddressRange> proxies = trusted == null ? List.of() : AddressRange.parseAll(trusted);
        return new ClientAddress(
                address -> proxies.stream().anyMatch(range -> range.contains(address)));
    }

    private static FileSystemOptions noFileCache() {
        return new FileSystemOptions()
                .setClassPathResolvingEnabled(false)
                .setFileCachingEnabled(false);
    }

    private static InboundJson json(LimitsConfig limits) {
        return new InboundJson(
                new InboundJson.Limits(
                        limits.jsonDepth(), limits.jsonTokens(), limits.jsonString()));
    }

    private List<Routes> features(
            Engine engine,
            ProviderRouting routing,
            ConsoleRoutes.About about,
            Access access,
            Vertx vertx) {
        var http = config.http();
        var limits = config.limits();
        var ports = engine.ports();
        var blocking =
                new Blocking(
                        vertx,
                        new Pace(
                                Duration.ofSeconds(http.idleSeconds()),
                                Duration.ofSeconds(http.slowSeconds()),
                                http.bytesPerSecond()));
        var forms = new FormReader(limits, new UploadSpool(ports.files(), engine.uploads()));
        var rates =
                new RateLimits(
                        config.rates(), baseUrl.addresses(), keeper::isOpen, System::nanoTime);
        var requests = new ApiRequests(access, forms, json);
        var ids = new SystemIds();
        var assemblies =
                new AssemblyRoutes.Parts(
                        engine.service(),
                        engine.running(),
                        engine.uploads(),
                        ports.bus(),
                        ports.files(),
                        new FreeSpace(ports.scratch(), limits.freeSpaceMegabytes() * 1_000_000L),
                        forms,
                        new CreateParamsReader(json),
                        baseUrl,
                        access,
                        rates,
                        new RunningLimit(
                                config.rates().runningPerAccount(),
                                ports.store(),
                                System::nanoTime),
                        requests,
                        ports.store(),
                        new TemplateUse(ports.templates(), engine.clock()),
                        new PaidSteps(config.auth().paidNeedsSignature(), engine.planner()),
                        Duration.ofSeconds(http.awaitSeconds()),
                        about.version());
        return List.of(
                new AssemblyRoutes(blocking, assemblies),
                new TokenRoutes(blocking, forms, keeper, rates),
                new KeyRoutes(blocking, requests, keeper),
                new TusRoutes(
                        blocking,
                        new TusRoutes.Parts(
                                engine.service(),
                                engine.uploads(),
                                ports.files(),
                                assemblies.space(),
                                baseUrl,
                                new WebFiles(
                                        engine.outbound(),
                                        Duration.ofSeconds(config.uploads().fetchSeconds())),
                                config.uploads().fetchesAtOnce(),
                                limits.uploadBytes())),
                new EventRoutes(
                        config.events(), ports.store(), ports.bus(), engine.service(), blocking),
                new TemplateRoutes(
                        blocking,
                        requests,
                        ports.templates(),
                        new TemplateJson(json),
                        engine.planner(),
                        ids,
                        engine.clock()),
                new CredentialRoutes(
                        blocking,
                        requests,
                        ports.credentials(),
                        engine.vault(),
                        new CredentialJson(json),
                        ids,
                        engine.clock()),
                new FigureRoutes(
                        blocking,
                        requests,
                        ports.store(),
                        engine.service(),
                        engine.running(),
                        ports.ledger(),
                        engine.clock()),
                new ModelRoutes(blocking, requests, routing),
                new NotificationRoutes(
                        engine.service(),
                        ports.bus(),
                        requests,
                        Duration.ofMillis(config.notifications().totalMillis() + REPLAY_MARGIN),
                        blocking),
                new FileRoutes(ports.store(), ports.files(), blocking),
                new OpenApiRoutes(blocking),
                new ConsoleRoutes(
                        engine.service(), ports.queue(), blocking, about, keeper::isOpen));
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
        keeper.close();
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
