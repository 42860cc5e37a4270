package dev.atelier.core.upload;

import dev.atelier.core.port.FileStore;
import dev.atelier.core.port.FileStore.FileRef;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A large file of a form, staged as resumable uploads are, so that a fast sender need not wait for
 * its hashes. Closing it deletes what nobody has taken over.
 */
public final class FormUpload implements AutoCloseable {
    private final Staging staging;
    private final String id;
    private final long hashBeside;
    private final HashTail tail;
    private long size;
    private boolean taken;

    FormUpload(Staging staging, String id, long hashBeside) throws IOException {
        staging.create(id);
        this.staging = staging;
        this.id = id;
        this.hashBeside = hashBeside;
        this.tail = new HashTail(staging.path(id));
    }

    /** Takes the file to its end; afterwards its bytes survive a crash. */
    public void receive(InputStream bytes) throws IOException {
        try (StagedFile file = staging.open(id)) {
            var intake = new Intake(file, tail, true, hashBeside, () -> {});
            size = intake.receive(bytes, 0, Long.MAX_VALUE, null);
        }
        tail.complete(size);
    }

    public long size() {
        return size;
    }

    /** Puts the file into the store, unless much of it is not hashed yet. Asked once. */
    public Optional<FileRef> store(FileStore files) throws IOException {
        if (tail.behind() > Finishing.SOON) {
            return Optional.empty();
        }
        FileRef ref = files.put(staging.path(id), tail.await());
        staging.forget(id);
        taken = true;
        return Optional.of(ref);
    }

    String id() {
        return id;
    }

    /** Hands the file over, with its hashes as far as they are. */
    HashTail take() {
        taken = true;
        return tail;
    }

    @Override
    public void close() throws IOException {
        if (!taken) {
            tail.drop();
            staging.delete(id);
        }
    }
}
