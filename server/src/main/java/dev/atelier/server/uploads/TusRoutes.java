package dev.atelier.server.uploads;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.port.FileStore;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.core.upload.Checksum;
import dev.atelier.core.upload.ResumableUploads;
import dev.atelier.core.upload.UploadException;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.BaseUrl;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.BrokenBodyException;
import dev.atelier.server.http.FreeSpace;
import dev.atelier.server.http.RequestBody;
import dev.atelier.server.http.Routes;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** {@code /resumable/files/}: uploads over tus 1.0.0; and files that were uploaded elsewhere. */
public final class TusRoutes implements Routes {
    static final String PATH = "/resumable/files";

    /** Before what answers OPTIONS and refuses requests: every answer says what tus we speak. */
    private static final int BEFORE_ALL = -20;

    private final Blocking blocking;
    private final Creation creation;
    private final Pieces pieces;
    private final Fetches fetches;
    private final long maxBytes;

    /**
     * What the routes are made of.
     *
     * @param fetchesAtOnce how many files are fetched from elsewhere at a time
     * @param maxBytes largest upload
     */
    public record Parts(
            AssemblyService service,
            ResumableUploads uploads,
            FileStore files,
            FreeSpace space,
            BaseUrl baseUrl,
            Elsewhere elsewhere,
            int fetchesAtOnce,
            long maxBytes) {}

    public TusRoutes(Blocking blocking, Parts parts) {
        this.blocking = blocking;
        this.pieces = new Pieces(parts.uploads(), parts.space());
        this.creation = new Creation(parts.uploads(), parts.space(), parts.baseUrl());
        this.fetches = new Fetches(parts);
        this.maxBytes = parts.maxBytes();
    }

    @Override
    public void mount(Router router) {
        router.route(PATH + "*").order(BEFORE_ALL).handler(this::describe);
        router.post(PATH).handler(reading(creation));
        var byMethod =
                Map.of(
                        "PATCH", reading(pieces::append),
                        "HEAD", reading((rc, body) -> pieces.position(rc)),
                        "DELETE", reading((rc, body) -> pieces.terminate(rc)));
        String upload = PATH + "/:upload";
        byMethod.forEach((method, handler) ->
                router.route(HttpMethod.valueOf(method), upload).handler(handler));
        router.post(upload).handler(rc -> overridden(rc, byMethod));
        fetches.mount(router, blocking);
    }

    private void describe(RoutingContext rc) {
        HttpServerResponse response = rc.response();
        response.putHeader(Tus.RESUMABLE, Tus.VERSION);
        if (rc.request().method().equals(HttpMethod.OPTIONS)) {
            response.putHeader("Tus-Version", Tus.VERSION);
            response.putHeader("Tus-Extension", Tus.EXTENSIONS);
            response.putHeader("Tus-Max-Size", Long.toString(maxBytes));
            response.putHeader("Tus-Checksum-Algorithm", Checksum.algorithms());
        }
        rc.next();
    }

    /** Clients that cannot send the method they mean send POST and name it in a header. */
    private static void overridden(
            RoutingContext rc, Map<String, Handler<RoutingContext>> byMethod) {
        String method = rc.request().getHeader("X-HTTP-Method-Override");
        var handler = method == null ? null : byMethod.get(method.toUpperCase(Locale.ROOT));
        if (handler == null) {
            Blocking.send(
                    rc,
                    TusErrors.text(
                            400,
                            "POST to an upload needs X-HTTP-Method-Override: PATCH, HEAD or"
                                    + " DELETE."));
        } else {
            handler.handle(rc);
        }
    }

    private Handler<RoutingContext> reading(Blocking.BodyWork work) {
        return blocking.bodyHandler((rc, body) -> answer(work, rc, body));
    }

    private static Answer answer(Blocking.BodyWork work, RoutingContext rc, RequestBody body)
            throws Exception {
        if (!Objects.equals(rc.request().getHeader(Tus.RESUMABLE), Tus.VERSION)) {
            return TusErrors.unsupportedVersion();
        }
        try {
            return work.answer(rc, body);
        } catch (UploadException e) {
            return TusErrors.of(e);
        } catch (AssemblyException e) {
            return TusErrors.of(e);
        } catch (BrokenBodyException e) {
            return TusErrors.of(e);
        }
    }
}
