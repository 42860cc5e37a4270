package dev.atelier.server.uploads;

import dev.atelier.core.port.UploadStore.State;
import dev.atelier.core.port.UploadStore.Upload;
import dev.atelier.core.upload.Checksum;
import dev.atelier.core.upload.ResumableUploads;
import dev.atelier.core.upload.ResumableUploads.Piece;
import dev.atelier.core.upload.ResumableUploads.Progress;
import dev.atelier.core.upload.UploadException;
import dev.atelier.core.upload.UploadException.Reason;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.FreeSpace;
import dev.atelier.server.http.PathId;
import dev.atelier.server.http.RequestBody;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Works on uploads that have begun: takes their bytes, says how far they are, removes them. */
final class Pieces {
    private static final Pattern CHECKSUM = Pattern.compile("(\\S+) +(\\S+)");
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .withZone(ZoneOffset.UTC);

    private final ResumableUploads uploads;
    private final FreeSpace space;

    Pieces(ResumableUploads uploads, FreeSpace space) {
        this.uploads = uploads;
        this.space = space;
    }

    Answer append(RoutingContext rc, RequestBody body) throws IOException, InterruptedException {
        HttpServerRequest request = rc.request();
        String id = id(rc);
        if (!Tus.BYTES.equals(request.getHeader("Content-Type"))) {
            return TusErrors.wrongType();
        }
        Long offset = Tus.number(request, Tus.OFFSET);
        if (offset == null) {
            throw Tus.malformed("Upload-Offset is missing.");
        }
        space.require();
        Progress now = uploads.append(id, piece(request, body, offset));
        return expiring(empty(204).with(Tus.OFFSET, Long.toString(now.offset())), now);
    }

    /** The bytes a request carries; one that creates its upload has said the length already. */
    static Piece piece(HttpServerRequest request, RequestBody body, long offset) {
        return new Piece(
                offset,
                Tus.number(request, Tus.LENGTH),
                Tus.number(request, "Content-Length"),
                checksum(request.getHeader(Tus.CHECKSUM)),
                body,
                () -> body.cut("a newer request works on this upload"));
    }

    private static @Nullable Checksum checksum(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Matcher form = CHECKSUM.matcher(header.strip());
        if (!form.matches()) {
            throw Tus.malformed("Upload-Checksum must be an algorithm and base64.");
        }
        try {
            return new Checksum(form.group(1), Base64.getDecoder().decode(form.group(2)));
        } catch (IllegalArgumentException e) {
            throw Tus.malformed("Upload-Checksum must be an algorithm and base64.");
        }
    }

    Answer position(RoutingContext rc) throws IOException, InterruptedException {
        Progress now = uploads.position(id(rc));
        Upload upload = now.upload();
        Answer answer =
                empty(200)
                        .with(Tus.OFFSET, Long.toString(now.offset()))
                        .with("Cache-Control", "no-store");
        Long length = upload.length();
        answer =
                length == null
                        ? answer.with(Tus.DEFER_LENGTH, "1")
                        : answer.with(Tus.LENGTH, Long.toString(length));
        if (!upload.metadata().isEmpty()) {
            answer = answer.with(Tus.METADATA, upload.metadata());
        }
        if (upload.concat() != null) {
            answer = answer.with(Tus.CONCAT, upload.concat());
        }
        return expiring(answer, now);
    }

    Answer terminate(RoutingContext rc) throws IOException, InterruptedException {
        uploads.terminate(id(rc));
        return empty(204);
    }

    private static String id(RoutingContext rc) {
        String id = PathId.param(rc, "upload");
        if (!PathId.valid(id)) {
            throw new UploadException(Reason.UNKNOWN, "There is no such upload.");
        }
        return id;
    }

    /** Says until when an upload that is not complete is kept. */
    static Answer expiring(Answer answer, Progress progress) {
        return progress.upload().state() == State.RECEIVING
                ? answer.with(Tus.EXPIRES, HTTP_DATE.format(progress.expires()))
                : answer;
    }

    private static Answer empty(int status) {
        return new Answer(status, Map.of(), Buffer.buffer());
    }
}
