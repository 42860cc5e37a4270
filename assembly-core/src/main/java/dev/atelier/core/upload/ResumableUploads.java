package dev.atelier.core.upload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.port.FileStore;
import dev.atelier.core.port.FileStore.FileRef;
import dev.atelier.core.port.Ids;
import dev.atelier.core.port.UploadStore;
import dev.atelier.core.port.UploadStore.State;
import dev.atelier.core.port.UploadStore.Upload;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.core.upload.UploadException.Reason;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The one door to resumable uploads: begins them, takes their bytes, says how far they are. Knows
 * nothing of the protocol they come by.
 */
public final class ResumableUploads {
    private static final Logger LOG = LoggerFactory.getLogger(ResumableUploads.class);
    private static final long TOUCH_MILLIS = 5_000;

    /** For so few bytes that are not hashed yet the last answer waits; a moment's work. */
    static final long SOON = 16_000_000;

    private final UploadStore store;
    private final Staging staging;
    private final AssemblyService service;
    private final Ids ids;
    private final InstantSource clock;
    private final UploadSettings settings;
    private final Completion completion;
    private final UploadLocks locks;
    private final Joining joining;
    private final SizeRule sizes;
    private final Map<String, HashTail> tails = new ConcurrentHashMap<>();
    private final Set<String> finishing = ConcurrentHashMap.newKeySet();

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
        this.completion = new Completion(store, parts.files(), staging, service);
        this.locks = new UploadLocks(settings.lockWait());
        this.joining = new Joining(store, staging, locks);
        this.sizes = new SizeRule(service, settings);
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
        for (FormFile file : files) {
            FormUpload staged = file.upload();
            store.create(upload(assemblyId, file));
            tails.put(staged.id(), staged.take());
        }
        Thread.ofVirtual()
                .name("finish-form-" + assemblyId)
                .start(() -> files.forEach(file -> finishNow(file.upload().id())));
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
            long offset = offset(upload);
            if (piece.offset() != offset) {
                throw new UploadException(
                        Reason.WRONG_OFFSET, "The upload stands at offset " + offset + ".");
            }
            if (upload.state() != State.RECEIVING) {
                return again(upload, piece, offset);
            }
            return receive(knowLength(upload, piece.length(), offset), piece, offset, hold);
        }
    }

    private Progress receive(Upload upload, Piece piece, long offset, UploadLocks.Hold hold)
            throws IOException {
        Standing standing = Standing.of(service, upload.assemblyId());
        standing.requireOpen();
        Long known = upload.length();
        long limit = known == null ? standing.maxBytes(settings) : known;
        if (piece.size() != null && piece.size() > limit - offset) {
            sizes.require(standing, upload.assemblyId(), upload.name(), offset + piece.size());
            throw UploadException.tooLarge(limit);
        }
        long end;
        try (StagedFile file = staging.open(upload.id())) {
            HashTail tail = upload.partial() ? null : tail(upload.id());
            var intake =
                    new Intake(
                            file, tail, settings.sync(), settings.hashBeside(), touching(upload));
            end = intake.receive(piece.body(), offset, limit, piece.checksum());
        } catch (IOException e) {
            if (hold.stopped()) {
                throw UploadLocks.locked();
            }
            throw e;
        }
        return settle(upload, end);
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

    /** What hashes an upload; a new one when an earlier one saw bytes that were not kept. */
    private HashTail tail(String id) {
        HashTail known = tails.get(id);
        if (known != null && known.usable()) {
            return known;
        }
        var fresh = new HashTail(staging.path(id));
        tails.put(id, fresh);
        return fresh;
    }

    private void dropTail(String id) {
        HashTail tail = tails.remove(id);
        if (tail != null) {
            tail.drop();
        }
    }

    /** A request that comes after the last byte, because the answer to the last was lost. */
    private Progress again(Upload upload, Piece piece, long offset) throws IOException {
        if (piece.body().read() >= 0) {
            throw UploadException.tooLarge(offset);
        }
        return upload.state() == State.COMPLETE ? settle(upload, offset) : progress(upload, offset);
    }

    private Upload knowLength(Upload upload, @Nullable Long length, long offset) {
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

    private Progress settle(Upload upload, long offset) throws IOException {
        if (upload.partial() || upload.length() == null || offset < upload.length()) {
            return fresh(upload, offset);
        }
        FileRef known = upload.ref();
        if (known != null) {
            return fresh(completion.complete(upload, known), offset);
        }
        HashTail tail = tail(upload.id());
        tail.complete(offset);
        if (tail.behind() > SOON) {
            finishLater(upload.id(), tail);
            return fresh(upload, offset);
        }
        FileRef ref = tail.await();
        tails.remove(upload.id());
        return fresh(completion.complete(upload, ref), offset);
    }

    /**
     * Gives a large upload to its Assembly once it is hashed. Nobody waits for that: the bytes are
     * safe, and after a crash the upload is found whole and added.
     */
    private void finishLater(String id, HashTail tail) {
        if (finishing.add(id)) {
            Thread.ofVirtual().name("finish-" + id).start(() -> finishNow(id, tail));
        }
    }

    private void finishNow(String id) {
        HashTail tail = tails.get(id);
        if (tail != null && finishing.add(id)) {
            finishNow(id, tail);
        }
    }

    private void finishNow(String id, HashTail tail) {
        try {
            tail.caughtUp();
            finish(id);
        } catch (AssemblyException | UploadException e) {
            LOG.info("upload not added upload={} because={}", id, e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.warn("upload not finished; it is tried again in a minute upload={}", id, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            finishing.remove(id);
        }
    }

    private void finish(String id) throws IOException, InterruptedException {
        try (var _ = locks.take(id, () -> {})) {
            Optional<Upload> upload = store.find(id);
            if (upload.isPresent()) {
                finish(upload.get());
            }
        }
    }

    private void finish(Upload upload) throws IOException {
        boolean there = upload.ref() != null || staging.exists(upload.id());
        if (there && (upload.state() == State.RECEIVING || upload.state() == State.COMPLETE)) {
            settle(upload, offset(upload));
        }
    }

    /** How far an upload is; whoever still sends is stopped, so that it stays so. */
    public Progress position(String id) throws IOException, InterruptedException {
        try (var _ = locks.take(id, () -> {})) {
            Upload upload = find(id);
            return progress(upload, offset(upload));
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
            dropTail(id);
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

    private long offset(Upload upload) throws IOException {
        FileRef ref = upload.ref();
        if (ref != null) {
            return ref.size();
        }
        if (!staging.exists(upload.id())) {
            throw UploadException.unknown();
        }
        return staging.safeSize(upload.id());
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
        var hold = locks.tryTake(pending.id());
        if (hold.isEmpty()) {
            return;
        }
        try (var _ = hold.get()) {
            finish(store.find(pending.id()).orElse(pending));
        }
    }

    /** Lets go of an upload nobody will have; whoever still sends it is stopped. */
    void drop(Upload unwanted) throws IOException, InterruptedException {
        try (var _ = locks.take(unwanted.id(), () -> {})) {
            Upload upload = store.find(unwanted.id()).orElse(unwanted);
            if (upload.state() == State.ADDED) {
                return;
            }
            dropTail(upload.id());
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
