package dev.atelier.server.console;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.port.JobQueue;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.Errors;
import dev.atelier.server.http.ForPeople;
import dev.atelier.server.http.PathId;
import dev.atelier.server.http.Routes;
import dev.atelier.server.wire.ErrorBody;
import dev.atelier.server.wire.StatusDocument;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The pages for people, and the health report. Nothing is loaded from anywhere else. */
public final class ConsoleRoutes implements Routes {
    private static final String KEYS = "<!-- keys -->\n";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    /** Ahead of what answers every other failure in JSON. */
    private static final int FIRST = -100;

    private final AssemblyService service;
    private final JobQueue queue;
    private final Blocking blocking;
    private final About about;
    private final BooleanSupplier open;

    /**
     * What the server says of itself.
     *
     * @param engines what pictures are made with, such as {@code patch-fill}
     * @param codecs what decodes and encodes, by format: the name of a library, or {@code java}
     */
    public record About(String version, List<String> engines, Map<String, String> codecs) {}

    /**
     * @param open whether the server has no keys at the moment
     */
    public ConsoleRoutes(
            AssemblyService service,
            JobQueue queue,
            Blocking blocking,
            About about,
            BooleanSupplier open) {
        this.service = service;
        this.queue = queue;
        this.blocking = blocking;
        this.about = about;
        this.open = open;
    }

    @Override
    public void mount(Router router) {
        router.post("/assemblies").order(FIRST).failureHandler(ConsoleRoutes::refusal);
        router.get("/").handler(blocking.handler(rc -> form()));
        asset(router, "style.css", "text/css; charset=utf-8");
        asset(router, "app.js", "text/javascript; charset=utf-8");
        asset(router, "icon.svg", "image/svg+xml");
        router.get("/assemblies/:id/page").handler(blocking.handler(this::page));
        router.get("/health").handler(blocking.handler(rc -> health()));
    }

    private void asset(Router router, String name, String type) {
        router.get("/console/" + name).handler(blocking.handler(rc -> resource(name, type)));
    }

    private static Answer resource(String name, String type) {
        return fresh(type, load(name));
    }

    /** On a server with keys it asks for one. */
    private Answer form() {
        String keys = open.getAsBoolean() ? "" : load("keys.html");
        return fresh(HTML, load("index.html").replace(KEYS, keys));
    }

    private static Answer fresh(String type, String text) {
        return guarded(Answer.text(200, type, text)).with("Cache-Control", "no-cache");
    }

    private Answer page(RoutingContext rc) {
        String id = PathId.assembly(rc);
        ObjectNode status =
                service.read(
                        id, assembly -> StatusDocument.of(assembly, List.of(), about.version()));
        return page(200, status);
    }

    /** A form that was sent without a script is refused with a page, not with JSON. */
    private static void refusal(RoutingContext rc) {
        if (ForPeople.asked(rc)) {
            var error = Errors.of(rc);
            Blocking.send(rc, page(error.code().httpStatus(), ErrorBody.of(error)));
        } else {
            rc.next();
        }
    }

    private static Answer page(int httpStatus, ObjectNode status) {
        String html = new ResultPage(load("page.html"), status).html();
        return guarded(Answer.text(httpStatus, HTML, html)).with("Cache-Control", "no-store");
    }

    private static Answer guarded(Answer answer) {
        return answer.with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "same-origin");
    }

    private Answer health() {
        ObjectNode body = AssemblyFile.emptyJson();
        body.put("ok", true);
        body.put("version", about.version());
        ObjectNode lanes = body.putObject("lanes");
        queue.depth()
                .forEach((lane, depth) -> lanes.put(lane.name().toLowerCase(Locale.ROOT), depth));
        var engines = body.putArray("engines");
        about.engines().forEach(engines::add);
        ObjectNode codecs = body.putObject("codecs");
        about.codecs().forEach(codecs::put);
        return Answer.json(200, body).with("Cache-Control", "no-store");
    }

    private static String load(String name) {
        try (InputStream in = ConsoleRoutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
