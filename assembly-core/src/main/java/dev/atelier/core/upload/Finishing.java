package dev.atelier.core.upload;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.port.FileStore.FileRef;
import dev.atelier.core.port.UploadStore;
import dev.atelier.core.port.UploadStore.State;
import dev.atelier.core.port.UploadStore.Upload;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives whole uploads to their Assemblies once they are hashed: small ones at once, large ones soon
 * after the last answer, and the files of one form in the order of the form.
 */
final class Finishing {
    private static final Logger LOG = LoggerFactory.getLogger(Finishing.class);

    /** For so few bytes that are not hashed yet the last answer waits; a moment's work. */
    static final long SOON = 16_000_000;

    private final UploadStore store;
    private final Staging staging;
    private final Completion completion;
    private final UploadLocks locks;
    private final Map<String, HashTail> tails = new ConcurrentHashMap<>();
    private final Set<String> later = ConcurrentHashMap.newKeySet();
    private final Set<String> forms = ConcurrentHashMap.newKeySet();

    Finishing(ResumableUploads.Parts parts, UploadLocks locks) {
        this.store = parts.store();
        this.staging = parts.staging();
        this.completion = new Completion(store, parts.files(), staging, parts.service());
        this.locks = locks;
    }

    /** What becomes of an upload that has come up to an offset. */
    Upload settle(Upload upload, long offset) throws IOException {
        if (upload.partial() || upload.length() == null || offset < upload.length()) {
            return upload;
        }
        FileRef known = upload.ref();
        if (known != null) {
            return completion.complete(upload, known);
        }
        HashTail tail = tail(upload.id());
        tail.complete(offset);
        if (tail.behind() > SOON) {
            finishLater(upload);
            return upload;
        }
        FileRef ref = tail.await();
        tails.remove(upload.id());
        return completion.complete(upload, ref);
    }

    /** What hashes an upload; a new one when an earlier one saw bytes that were not kept. */
    HashTail tail(String id) {
        HashTail known = tails.get(id);
        if (known != null && known.usable()) {
            return known;
        }
        var fresh = new HashTail(staging.path(id));
        tails.put(id, fresh);
        return fresh;
    }

    /** Goes on hashing what came with a form. */
    void take(FormUpload staged) {
        tails.put(staged.id(), staged.take());
    }

    /** Nobody wants the hashes of an upload any more. */
    void drop(String id) {
        HashTail tail = tails.remove(id);
        if (tail != null) {
            tail.drop();
        }
    }

    /** Up to where an upload has come and stays. */
    long offset(Upload upload) throws IOException {
        FileRef ref = upload.ref();
        if (ref != null) {
            return ref.size();
        }
        if (!staging.exists(upload.id())) {
            throw UploadException.unknown();
        }
        return staging.safeSize(upload.id());
    }

    /**
     * Gives a large upload to its Assembly once it is hashed. Nobody waits for that: the bytes are
     * safe, and after a crash the upload is found whole and added.
     */
    private void finishLater(Upload upload) {
        if (later.add(upload.id())) {
            Thread.ofVirtual()
                    .name("finish-" + upload.id())
                    .start(() -> {
                        try {
                            var _ = finishNow(upload);
                        } finally {
                            later.remove(upload.id());
                        }
                    });
        }
    }

    /** Gives the files of a form to their Assembly, once {@code create} has stored their rows. */
    void adopt(String assemblyId, Runnable create) {
        forms.add(assemblyId);
        try {
            create.run();
        } catch (RuntimeException e) {
            forms.remove(assemblyId);
            throw e;
        }
        finishForm(assemblyId);
    }

    private void finishForm(String assemblyId) {
        Thread.ofVirtual()
                .name("finish-form-" + assemblyId)
                .start(() -> {
                    try {
                        finishInOrder(assemblyId);
                    } finally {
                        forms.remove(assemblyId);
                    }
                });
    }

    /** A file that fails keeps the ones behind it waiting, until it is tried again. */
    private void finishInOrder(String assemblyId) {
        for (Upload upload : store.of(assemblyId)) {
            if (ofForm(upload) && pending(upload) && isThere(upload) && !finishNow(upload)) {
                return;
            }
        }
    }

    private boolean finishNow(Upload upload) {
        String id = upload.id();
        try {
            if (upload.ref() == null && upload.length() != null) {
                HashTail tail = tail(id);
                tail.complete(upload.length());
                tail.caughtUp();
            }
            finish(id);
            return true;
        } catch (AssemblyException | UploadException e) {
            LOG.info("upload not added upload={} because={}", id, e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.warn("upload not finished; it is tried again in a minute upload={}", id, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void finish(String id) throws IOException, InterruptedException {
        try (var _ = locks.take(id, () -> {})) {
            var upload = store.find(id);
            if (upload.isPresent()) {
                finish(upload.get());
            }
        }
    }

    private void finish(Upload upload) throws IOException {
        if (isThere(upload) && pending(upload)) {
            var _ = settle(upload, offset(upload));
        }
    }

    /** Adds what an earlier process received whole, unless a request works on it now. */
    void resume(Upload pending) throws IOException {
        if (ofForm(pending)) {
            if (forms.add(pending.assemblyId())) {
                finishForm(pending.assemblyId());
            }
            return;
        }
        var hold = locks.tryTake(pending.id());
        if (hold.isEmpty()) {
            return;
        }
        try (var _ = hold.get()) {
            finish(store.find(pending.id()).orElse(pending));
        }
    }

    private boolean isThere(Upload upload) {
        return upload.ref() != null || staging.exists(upload.id());
    }

    private static boolean ofForm(Upload upload) {
        return upload.url().isEmpty();
    }

    private static boolean pending(Upload upload) {
        return upload.state() == State.RECEIVING || upload.state() == State.COMPLETE;
    }
}
