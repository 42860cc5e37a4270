package dev.atelier.core.upload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.port.FileStore;
import dev.atelier.core.port.FileStore.FileRef;
import dev.atelier.core.port.Ids;
import dev.atelier.core.port.UploadStore;
import dev.atelier.core.port.UploadStore.State;
import dev.atelier.core.port.UploadStore.Upload;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.core.upload.UploadException.Reason;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The one door to resumable uploads: begins them, takes their bytes, says how far they are. Knows
 * nothing of the protocol they come by.
 */
public final class ResumableUploads {
    private final UploadStore store;
    private final Staging staging;
    private final AssemblyService service;
    private final Ids ids;
    private final InstantSource clock;
    private final UploadSettings settings;
    private final Finishing finishing;
    private final UploadLocks locks;
    private final Joining joining;
    private final Receiving receiving;
    private final SizeRule sizes;

    /** What uploads are kept with. */
    public record Parts(
            UploadStore store,
            FileStore files,
            Staging staging,
            AssemblyService service,
            Ids ids,
            InstantSource clock) {}

    /**
     * An upload to begin.
     *
     * @param metadata as the client sent it
     * @param concat {@code partial}, what a final upload is put together from, or null
     * @param length null when the client will say it later
     */
    public record Wish(
            String assemblyId,
            String name,
            String field,
            ObjectNode userMeta,
            String metadata,
            @Nullable String concat,
            @Nullable Long length) {}

    /**
     * Bytes for an upload.
     *
     * @param offset where the client believes they belong
     * @param length of the whole upload, when it says it with them
     * @param size of the body, when it says that before
     * @param stop makes the body end at once; called from another thread
     */
    public record Piece(
            long offset,
            @Nullable Long length,
            @Nullable Long size,
            @Nullable Checksum checksum,
            InputStream body,
            Runnable stop) {}

    /**
     * How far an upload is.
     *
     * @param expires when it is given up if nothing more arrives
     */
    public record Progress(Upload upload, long offset, Instant expires) {}

    public ResumableUploads(Parts parts, UploadSettings settings) {
        this.store = parts.store();
        this.staging = parts.staging();
        this.service = parts.service();
        this.ids = parts.ids();
        this.clock = parts.clock();
        this.settings = settings;
        this.locks = new UploadLocks(settings.lockWait());
        this.finishing = new Finishing(parts, locks);
        this.joining = new Joining(store, staging, locks);
        this.sizes = new SizeRule(service, settings);
        this.receiving = new Receiving(parts, settings, finishing, sizes);
    }

    /**
     * Begins an upload; an empty one is complete with that.
     *
     * @param url makes its URL from its id
     */
    public Progress begin(Wish wish, UnaryOperator<String> url) throws IOException {
        Standing standing = Standing.of(service, wish.assemblyId());
        standing.requireOpen();
        sizes.require(standing, wish.assemblyId(), wish.name(), wish.length());
        String id = ids.uploadId();
        staging.create(id);
        Upload upload = upload(wish, id, url.apply(id));
        store.create(upload);
        return settle(upload, 0);
    }

    /**
     * Refuses a file the Assembly would not take, whichever way it is to come.
     *
     * @param length null while it is not known
     */
    public void require(String assemblyId, String name, @Nullable Long length) {
        Standing standing = Standing.of(service, assemblyId);
        standing.requireOpen();
        sizes.require(standing, assemblyId, name, length);
    }

    /** The largest file the Assembly would take. */
    public long maxBytes(String assemblyId) {
        return Standing.of(service, assemblyId).maxBytes(settings);
    }

    /** Puts partial uploads of one Assembly together to a new one, which is complete with that. */
    public Progress concatenate(Wish wish, List<String> parts, UnaryOperator<String> url)
            throws IOException, InterruptedException {
        Standing standing = Standing.of(service, wish.assemblyId());
        standing.requireOpen();
        List<Upload> found = joining.parts(wish.assemblyId(), parts);
        long length = found.stream().mapToLong(Joining::length).sum();
        sizes.require(standing, wish.assemblyId(), wish.name(), length);
        String id = ids.uploadId();
        joining.join(id, found);
        Upload upload = upload(wish, id, url.apply(id)).withLength(length);
        store.create(upload);
        Progress done = settle(upload, length);
        for (Upload part : found) {
            drop(part);
        }
        return done;
    }

    /** A new file of a form, large enough that its hashes may come after the answer. */
    public FormUpload stage() throws IOException {
        return new FormUpload(staging, ids.uploadId(), settings.hashBeside());
    }

    /**
     * A large file that came with the request that created its Assembly.
     *
     * @param name of the file
     */
    public record FormFile(FormUpload upload, String name, String field) {}

    /**
     * Takes over files that arrived whole, before the request is answered. They are given to the
     * Assembly in their order, each once it is hashed; after a crash they are found like uploads.
     */
    public void adopt(String assemblyId, List<FormFile> files) {
        finishing.adopt(
                assemblyId,
                () -> {
                    long now = clock.millis();
                    for (int i = 0; i < files.size(); i++) {
                        FormUpload staged = files.get(i).upload();
                        store.create(upload(assemblyId, files.get(i)).touchedAt(now + i));
                        finishing.take(staged);
                    }
                });
    }

    private Upload upload(String assemblyId, FormFile file) {
        var none = JsonNodeFactory.instance.objectNode();
        var wish = new Wish(assemblyId, file.name(), file.field(), none, "", null, null);
        return upload(wish, file.upload().id(), "").withLength(file.upload().size());
    }

    /** Takes bytes; a newer request for the same upload ends this one. */
    public Progress append(String id, Piece piece) throws IOException, InterruptedException {
        try (var hold = locks.take(id, piece.stop())) {
            Upload upload = find(id);
            if (upload.concat() != null && !upload.partial()) {
                throw new UploadException(
                        Reason.FORBIDDEN, "An upload put together from parts takes no bytes.");
            }
            long offset = finishing.offset(upload);
            if (piece.offset() != offset) {
                throw new UploadException(
                        Reason.WRONG_OFFSET, "The upload stands at offset " + offset + ".");
            }
            if (upload.state() != State.RECEIVING) {
                return again(upload, piece, offset);
            }
            Upload known = receiving.knowLength(upload, piece.length(), offset);
            return settle(known, receiving.receive(known, piece, offset, hold));
        }
    }

    /** A request that comes after the last byte, because the answer to the last was lost. */
    private Progress again(Upload upload, Piece piece, long offset) throws IOException {
        if (piece.body().read() >= 0) {
            throw UploadException.tooLarge(offset);
        }
        return upload.state() == State.COMPLETE ? settle(upload, offset) : progress(upload, offset);
    }

    private Progress settle(Upload upload, long offset) throws IOException {
        return fresh(finishing.settle(upload, offset), offset);
    }

    /** How far an upload is; whoever still sends is stopped, so that it stays so. */
    public Progress position(String id) throws IOException, InterruptedException {
        try (var _ = locks.take(id, () -> {})) {
            Upload upload = find(id);
            return progress(upload, finishing.offset(upload));
        }
    }

    /** Removes an upload that is not in its Assembly yet. */
    public void terminate(String id) throws IOException, InterruptedException {
        try (var _ = locks.take(id, () -> {})) {
            Upload upload = find(id);
            if (upload.state() == State.ADDED) {
                throw new UploadException(
                        Reason.FORBIDDEN,
                        "The Assembly has this file already; cancel the Assembly.");
            }
            store.delete(id);
            finishing.drop(id);
            staging.delete(id);
        }
    }

    private Upload find(String id) {
        Upload upload = store.find(id).orElseThrow(UploadException::unknown);
        Standing.find(service, upload.assemblyId())
                .orElseThrow(UploadException::gone)
                .requireRunning();
        if (upload.state() == State.DROPPED) {
            throw UploadException.unknown();
        }
        return upload;
    }

    /** The uploads of an Assembly that are not in it yet, and how far they are right now. */
    public List<Progress> unfinished(String assemblyId) {
        var list = new ArrayList<Progress>();
        for (Upload upload : store.of(assemblyId)) {
            if (!upload.partial() && upload.state() != State.ADDED) {
                list.add(progress(upload, received(upload)));
            }
        }
        return list;
    }

    private long received(Upload upload) {
        FileRef ref = upload.ref();
        if (ref != null) {
            return ref.size();
        }
        try {
            return staging.exists(upload.id()) ? staging.size(upload.id()) : 0;
        } catch (IOException e) {
            return 0; // just moved away
        }
    }

    /** Adds what an earlier process received whole, unless a request works on it now. */
    void resume(Upload pending) throws IOException {
        finishing.resume(pending);
    }

    /** Lets go of an upload nobody will have; whoever still sends it is stopped. */
    void drop(Upload unwanted) throws IOException, InterruptedException {
        try (var _ = locks.take(unwanted.id(), () -> {})) {
            Upload upload = store.find(unwanted.id()).orElse(unwanted);
            if (upload.state() == State.ADDED) {
                return;
            }
            finishing.drop(upload.id());
            staging.delete(upload.id());
            store.update(upload.withState(State.DROPPED));
        }
    }

    private Progress fresh(Upload upload, long offset) {
        return new Progress(upload, offset, clock.instant().plus(settings.idle()));
    }

    private Progress progress(Upload upload, long offset) {
        return new Progress(
                upload, offset, Instant.ofEpochMilli(upload.touched()).plus(settings.idle()));
    }

    private Upload upload(Wish wish, String id, String url) {
        return new Upload(
                id,
                wish.assemblyId(),
                url,
                wish.name(),
                wish.field(),
                wish.userMeta(),
                wish.metadata(),
                wish.concat(),
                wish.length(),
                State.RECEIVING,
                null,
                clock.millis());
    }
}
