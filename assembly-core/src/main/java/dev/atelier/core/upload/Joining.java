package dev.atelier.core.upload;

import dev.atelier.core.port.UploadStore;
import dev.atelier.core.port.UploadStore.State;
import dev.atelier.core.port.UploadStore.Upload;
import dev.atelier.core.upload.UploadException.Reason;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Puts partial uploads together. */
final class Joining {
    private final UploadStore store;
    private final Staging staging;
    private final UploadLocks locks;

    Joining(UploadStore store, Staging staging, UploadLocks locks) {
        this.store = store;
        this.staging = staging;
        this.locks = locks;
    }

    /** The parts in their order: partial uploads of this Assembly, complete. */
    List<Upload> parts(String assemblyId, List<String> ids) throws IOException {
        var parts = new ArrayList<Upload>();
        for (String id : ids) {
            parts.add(part(assemblyId, id));
        }
        return parts;
    }

    private Upload part(String assemblyId, String id) throws IOException {
        Upload part = store.find(id).orElseThrow(UploadException::unknown);
        if (!part.assemblyId().equals(assemblyId)) {
            throw new UploadException(
                    Reason.FORBIDDEN, "A part belongs to an upload of another Assembly.");
        }
        if (!part.partial() || part.state() != State.RECEIVING || !staging.exists(id)) {
            throw new UploadException(
                    Reason.MALFORMED, "Upload-Concat names an upload that is no partial one.");
        }
        if (part.length() == null || staging.size(id) != part.length()) {
            throw new UploadException(
                    Reason.MALFORMED, "Upload-Concat names a part that is not complete.");
        }
        return part;
    }

    static long length(Upload part) {
        Long length = part.length();
        return length == null ? 0 : length;
    }

    /** Writes the parts one after another into a new staged file. */
    void join(String id, List<Upload> parts) throws IOException, InterruptedException {
        staging.create(id);
        boolean joined = false;
        try (StagedFile whole = staging.open(id)) {
            for (Upload part : parts) {
                try (var _ = locks.take(part.id(), () -> {})) {
                    whole.append(staging.path(part.id()));
                }
            }
            whole.sync();
            joined = true;
        } finally {
            if (!joined) {
                staging.delete(id);
            }
        }
    }
}
