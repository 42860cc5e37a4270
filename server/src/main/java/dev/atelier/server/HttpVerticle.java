package dev.atelier.server;

import dev.atelier.server.auth.Doorkeeper;
import dev.atelier.server.config.HttpConfig;
import dev.atelier.server.http.BaseUrl;
import dev.atelier.server.http.BodyArrays;
import dev.atelier.server.http.Connections;
import dev.atelier.server.http.FoldedHeaders;
import dev.atelier.server.http.Routers;
import dev.atelier.server.http.Routes;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The HTTP server: an ordinary event-loop verticle, on which nothing blocks. */
final class HttpVerticle extends VerticleBase {
    private static final int REQUEST_LINE = 8 * 1024;

    /** What is read from a connection at a time; each piece of a body costs a change of threads. */
    private static final int READ = 256 * 1024;

    private final HttpConfig http;
    private final BaseUrl baseUrl;
    private final Doorkeeper keeper;
    private final Function<Vertx, List<Routes>> features;
    private @Nullable HttpServer server;
    private @Nullable Router router;

    /**
     * @param features called once Vert.x is there
     */
    HttpVerticle(
            HttpConfig http,
            BaseUrl baseUrl,
            Doorkeeper keeper,
            Function<Vertx, List<Routes>> features) {
        this.http = http;
        this.baseUrl = baseUrl;
        this.keeper = keeper;
        this.features = features;
    }

    @Override
    public Future<?> start() {
        if (keeper.isUnguarded()) {
            return Future.failedFuture(
                    new IllegalArgumentException(
                            "http.host is "
                                    + http.host()
                                    + ", but without keys the server listens on this machine only:"
                                    + " make a key with `atelier keys add` or set auth.key and"
                                    + " auth.secret, or use 127.0.0.1, ::1 or localhost."));
        }
        var connections =
                new Connections(
                        vertx,
                        Duration.ofSeconds(http.headerSeconds()),
                        Duration.ofSeconds(http.idleSeconds()));
        router =
                Routers.build(
                        vertx,
                        connections,
                        keeper::isOpen,
                        baseUrl,
                        http.unfinishedPerAddress(),
                        features.apply(vertx));
        var arrays = new BodyArrays(READ);
        server =
                vertx.createHttpServer(options())
                        .connectionHandler(connection -> {
                            connections.opened(connection);
                            arrays.opened(connection);
                            FoldedHeaders.refuseOn(connection);
                        })
                        .requestHandler(router);
        return server.listen(http.port(), http.host());
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(REQUEST_LINE)
                .setMaxHeaderSize(http.headerBytes())
                .setMaxChunkSize(READ)
                .setReceiveBufferSize(READ)
                .setHttp2ClearTextEnabled(false)
                .setDecompressionSupported(false)
                .setCompressionSupported(false)
                .setHandle100ContinueAutomatically(true)
                .setTcpNoDelay(true);
    }

    /** The port it listens on. */
    int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.actualPort();
    }

    /** What is mounted; nothing before the start. */
    List<Route> routes() {
        return router == null ? List.of() : router.getRoutes();
    }
}
