package dev.atelier.core.upload;

import dev.atelier.core.port.UploadStore;
import dev.atelier.core.port.UploadStore.Upload;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.core.upload.ResumableUploads.Parts;
import dev.atelier.core.upload.ResumableUploads.Piece;
import dev.atelier.core.upload.UploadException.Reason;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.InstantSource;

/** Puts the bytes of one request behind those an upload has, within the sizes allowed. */
final class Receiving {
    private static final long TOUCH_MILLIS = 5_000;

    private final UploadStore store;
    private final Staging staging;
    private final AssemblyService service;
    private final InstantSource clock;
    private final UploadSettings settings;
    private final Finishing finishing;
    private final SizeRule sizes;

    Receiving(Parts parts, UploadSettings settings, Finishing finishing, SizeRule sizes) {
        this.store = parts.store();
        this.staging = parts.staging();
        this.service = parts.service();
        this.clock = parts.clock();
        this.settings = settings;
        this.finishing = finishing;
        this.sizes = sizes;
    }

    /**
     * Notes the length of the whole upload, which the client may say with any piece.
     *
     * @throws UploadException {@code MALFORMED} when it said another one before
     */
    Upload knowLength(Upload upload, @Nullable Long length, long offset) {
        if (length == null) {
            return upload;
        }
        if (upload.length() != null && !upload.length().equals(length)) {
            throw new UploadException(
                    Reason.MALFORMED,
                    "Upload-Length was " + upload.length() + " and cannot change.");
        }
        if (length < offset) {
            throw new UploadException(
                    Reason.MALFORMED, "Upload-Length is less than what has arrived.");
        }
        Standing standing = Standing.of(service, upload.assemblyId());
        sizes.require(standing, upload.assemblyId(), upload.name(), length);
        Upload known = upload.withLength(length);
        store.update(known);
        return known;
    }

    /**
     * Takes the bytes of a piece that begins at the offset.
     *
     * @return the offset after them
     */
    long receive(Upload upload, Piece piece, long offset, UploadLocks.Hold hold)
            throws IOException {
        Standing standing = Standing.of(service, upload.assemblyId());
        standing.requireOpen();
        Long known = upload.length();
        long limit = known == null ? standing.maxBytes(settings) : known;
        if (piece.size() != null && piece.size() > limit - offset) {
            sizes.require(standing, upload.assemblyId(), upload.name(), offset + piece.size());
            throw UploadException.tooLarge(limit);
        }
        try (StagedFile file = staging.open(upload.id())) {
            HashTail tail = upload.partial() ? null : finishing.tail(upload.id());
            var intake =
                    new Intake(
                            file, tail, settings.sync(), settings.hashBeside(), touching(upload));
            return intake.receive(piece.body(), offset, limit, piece.checksum());
        } catch (IOException e) {
            if (hold.stopped()) {
                throw UploadLocks.locked();
            }
            throw e;
        }
    }

    private Runnable touching(Upload upload) {
        var last = new long[] {upload.touched()};
        long every = Math.min(TOUCH_MILLIS, settings.idle().toMillis() / 4);
        return () -> {
            long now = clock.millis();
            if (now - last[0] >= every) {
                last[0] = now;
                store.touch(upload.id(), now);
            }
        };
    }
}
