package dev.atelier.core.upload;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.FileStore;
import dev.atelier.core.port.FileStore.FileRef;
import dev.atelier.core.port.UploadStore;
import dev.atelier.core.port.UploadStore.State;
import dev.atelier.core.port.UploadStore.Upload;
import dev.atelier.core.run.AddedFile;
import dev.atelier.core.run.AssemblyService;

import java.io.IOException;

/**
 * Gives a whole upload to its Assembly. The hashes are stored before the bytes move, so that after
 * a crash at any point the upload is found again: still staged, or as a stored file.
 */
final class Completion {
    private final UploadStore store;
    private final FileStore files;
    private final Staging staging;
    private final AssemblyService service;

    Completion(UploadStore store, FileStore files, Staging staging, AssemblyService service) {
        this.store = store;
        this.files = files;
        this.staging = staging;
        this.service = service;
    }

    /**
     * @param ref the hashes of all its bytes
     */
    Upload complete(Upload upload, FileRef ref) throws IOException {
        if (upload.ref() == null) {
            store.update(upload.complete(ref));
        }
        move(upload.id(), ref);
        return add(upload.complete(ref), ref);
    }

    private void move(String id, FileRef ref) throws IOException {
        if (staging.exists(id)) {
            files.put(staging.path(id), ref);
            staging.forget(id);
        } else {
            var _ = files.local(ref.sha256());
        }
    }

    private Upload add(Upload upload, FileRef ref) {
        Upload added = upload.withState(State.ADDED);
        var file =
                new AddedFile(
                        upload.id(),
                        upload.url(),
                        ref,
                        upload.name(),
                        upload.field(),
                        upload.userMeta());
        try {
            service.addFile(upload.assemblyId(), file, () -> store.update(added));
            return added;
        } catch (AssemblyException e) {
            if (e.error().code() == ErrorCode.ASSEMBLY_SATURATED) {
                store.update(upload.withState(State.DROPPED));
            }
            throw e;
        }
    }
}
