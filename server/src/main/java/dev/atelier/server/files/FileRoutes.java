package dev.atelier.server.files;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.AssemblyStore;
import dev.atelier.core.port.AssemblyStore.StoredFile;
import dev.atelier.core.port.FileStore;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.PathId;
import dev.atelier.server.http.Routes;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Hands out stored bytes. The path is parsed to an id and looked up, never joined to a folder;
 * whatever the bytes are and whatever headers a step gave them, a browser will not run them.
 */
public final class FileRoutes implements Routes {
    private static final Pattern MIME = Pattern.compile("[a-z0-9.+-]+/[a-z0-9.+-]+");
    private static final String UNKNOWN = "application/octet-stream";

    private final AssemblyStore store;
    private final FileStore files;
    private final Blocking blocking;

    private record Found(StoredFile file, Path bytes) {}

    public FileRoutes(AssemblyStore store, FileStore files, Blocking blocking) {
        this.store = store;
        this.files = files;
        this.blocking = blocking;
    }

    @Override
    public void mount(Router router) {
        router.route(HttpMethod.GET, "/files/:id/:name").handler(this::serve);
        router.route(HttpMethod.HEAD, "/files/:id/:name").handler(this::serve);
    }

    private void serve(RoutingContext rc) {
        String id = PathId.param(rc, "id");
        String name = PathId.param(rc, "name");
        blocking.call(() -> find(id, name)).onSuccess(found -> send(rc, found)).onFailure(rc::fail);
    }

    private Found find(String id, String name) throws IOException {
        if (!PathId.valid(id)) {
            throw notFound();
        }
        StoredFile file =
                store.file(id)
                        .filter(known -> known.name().equals(name))
                        .orElseThrow(FileRoutes::notFound);
        try {
            return new Found(file, files.local(file.sha256()));
        } catch (NoSuchFileException e) {
            throw notFound();
        }
    }

    private static AssemblyException notFound() {
        return new AssemblyException(
                ErrorCode.SERVER_404, "There is no such file, or it is no longer kept.");
    }

    private static void send(RoutingContext rc, Found found) {
        HttpServerRequest request = rc.request();
        HttpServerResponse response = rc.response();
        String tag = '"' + found.file().sha256() + '"';
        headers(response, found.file(), tag);
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        String condition = request.getHeader("If-Range");
        boolean current = condition == null || condition.equals(tag);
        long size = found.file().size();
        ByteRange range = ByteRange.of(current ? request.getHeader("Range") : null, size);
        switch (range) {
            case ByteRange.Unsatisfiable none ->
                    response.setStatusCode(416).putHeader("Content-Range", "bytes */" + size).end();
            case ByteRange.Whole whole -> body(rc, found, 0, size);
            case ByteRange.Slice slice -> {
                response.setStatusCode(206);
                response.putHeader(
                        "Content-Range",
                        "bytes " + slice.first() + "-" + slice.last() + "/" + size);
                body(rc, found, slice.first(), slice.length());
            }
        }
    }

    private static void headers(HttpServerResponse response, StoredFile file, String tag) {
        String mime = MIME.matcher(file.mime()).matches() ? file.mime() : UNKNOWN;
        response.putHeader("Content-Type", mime);
        response.putHeader("Cache-Control", "private, max-age=3600");
        file.headers().forEach(response::putHeader);
        if (!file.headers().containsKey("Content-Disposition")) {
            String type = file.headers().getOrDefault("Content-Type", mime);
            response.putHeader("Content-Disposition", Disposition.of(type, file.name()));
        }
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.putHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.putHeader("Accept-Ranges", "bytes");
        response.putHeader("ETag", tag);
    }

    private static void body(RoutingContext rc, Found found, long offset, long length) {
        HttpServerResponse response = rc.response();
        if (rc.request().method().equals(HttpMethod.HEAD) || length == 0) {
            response.putHeader("Content-Length", Long.toString(length)).end();
        } else {
            response.sendFile(found.bytes().toString(), offset, length).onFailure(rc::fail);
        }
    }
}
