package dev.atelier.server.uploads;

import dev.atelier.core.port.UploadStore.Upload;
import dev.atelier.core.upload.ResumableUploads;
import dev.atelier.core.upload.ResumableUploads.Progress;
import dev.atelier.core.upload.ResumableUploads.Wish;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.BaseUrl;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.FreeSpace;
import dev.atelier.server.http.PathId;
import dev.atelier.server.http.RequestBody;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Begins uploads: ordinary and partial ones, some with their first bytes, and joined ones. */
final class Creation implements Blocking.BodyWork {
    private static final String FINAL = "final;";

    private final ResumableUploads uploads;
    private final FreeSpace space;
    private final BaseUrl baseUrl;

    Creation(ResumableUploads uploads, FreeSpace space, BaseUrl baseUrl) {
        this.uploads = uploads;
        this.space = space;
        this.baseUrl = baseUrl;
    }

    @Override
    public Answer answer(RoutingContext rc, RequestBody body)
            throws IOException, InterruptedException {
        space.require();
        HttpServerRequest request = rc.request();
        String url = baseUrl.of(request) + TusRoutes.PATH + "/";
        String concat = request.getHeader(Tus.CONCAT);
        if (concat != null && concat.startsWith(FINAL)) {
            return created(join(request, concat, url));
        }
        Wish wish = wish(request, concat, length(request));
        Progress begun = uploads.begin(wish, id -> url + id);
        if (!Tus.BYTES.equals(request.getHeader("Content-Type"))) {
            return created(begun);
        }
        Progress sent = uploads.append(begun.upload().id(), Pieces.piece(request, body, 0));
        return created(sent).with(Tus.OFFSET, Long.toString(sent.offset()));
    }

    private Progress join(HttpServerRequest request, String concat, String url)
            throws IOException, InterruptedException {
        if (request.getHeader(Tus.LENGTH) != null || request.getHeader(Tus.DEFER_LENGTH) != null) {
            throw Tus.malformed("A final upload has the length of its parts; send no length.");
        }
        List<String> parts =
                Arrays.stream(concat.substring(FINAL.length()).strip().split("\\s+"))
                        .map(Creation::id)
                        .toList();
        return uploads.concatenate(wish(request, concat, null), parts, id -> url + id);
    }

    private static String id(String url) {
        String id = url.substring(url.lastIndexOf('/') + 1);
        if (!PathId.valid(id)) {
            throw Tus.malformed("Upload-Concat must be final; and the URLs of partial uploads.");
        }
        return id;
    }

    private static Wish wish(
            HttpServerRequest request, @Nullable String concat, @Nullable Long length) {
        String header = request.getHeader(Tus.METADATA);
        var metadata = new UploadMetadata(header);
        boolean partial = Upload.PARTIAL.equals(concat);
        if (concat != null && !partial && !concat.startsWith(FINAL)) {
            throw Tus.malformed("Upload-Concat must be partial, or final; and the URLs of parts.");
        }
        return new Wish(
                metadata.assemblyId(),
                partial ? Upload.PARTIAL : metadata.name(),
                metadata.field(),
                metadata.userMeta(),
                header == null ? "" : header,
                concat,
                length);
    }

    private static @Nullable Long length(HttpServerRequest request) {
        Long length = Tus.number(request, Tus.LENGTH);
        String defer = request.getHeader(Tus.DEFER_LENGTH);
        if (defer != null && !defer.equals("1")) {
            throw Tus.malformed("Upload-Defer-Length must be 1.");
        }
        if ((length == null) == (defer == null)) {
            throw Tus.malformed("Send either Upload-Length or Upload-Defer-Length: 1.");
        }
        return length;
    }

    private static Answer created(Progress progress) {
        return Pieces.expiring(
                TusErrors.text(201, "Created.").with("Location", progress.upload().url()),
                progress);
    }
}
