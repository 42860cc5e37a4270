package dev.atelier.server.assemblies;

import dev.atelier.core.port.FileStore;
import dev.atelier.core.port.FileStore.FileRef;
import dev.atelier.core.run.CreateRequest;
import dev.atelier.core.upload.ResumableUploads;
import dev.atelier.core.upload.ResumableUploads.FormFile;
import dev.atelier.server.http.Form;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes uploads of the files of a form. */
final class FormFiles {
    private final FileStore files;
    private final ResumableUploads uploads;

    FormFiles(FileStore files, ResumableUploads uploads) {
        this.files = files;
        this.uploads = uploads;
    }

    /** What a form brought: files that are stored, and then those that are not hashed yet. */
    record Sorted(List<CreateRequest.Upload> ready, List<FormFile> later) {
        List<CreateRequest.Unhashed> unhashed() {
            return later.stream()
                    .map(file -> new CreateRequest.Unhashed(file.name(), file.upload().size()))
                    .toList();
        }
    }

    /** Stores what is hashed; from the first file that is not, all wait for it, in their order. */
    Sorted store(Form form) throws IOException {
        var sorted = new Sorted(new ArrayList<>(), new ArrayList<>());
        for (Form.SentFile file : form.files()) {
            switch (file) {
                case Form.SpooledFile spooled ->
                        ready(sorted, spooled, files.put(spooled.bytes(), spooled.ref()));
                case Form.StagedFile staged -> add(sorted, staged);
            }
        }
        return sorted;
    }

    private void add(Sorted sorted, Form.StagedFile file) throws IOException {
        Optional<FileRef> ref =
                sorted.later().isEmpty() ? file.upload().store(files) : Optional.empty();
        if (ref.isPresent()) {
            ready(sorted, file, ref.get());
        } else {
            sorted.later().add(new FormFile(file.upload(), file.name(), file.field()));
        }
    }

    private static void ready(Sorted sorted, Form.SentFile file, FileRef ref) {
        sorted.ready().add(new CreateRequest.Upload(ref, file.name(), file.field()));
    }

    /** Leaves the files that are not hashed yet to the Assembly. */
    void handOver(String assemblyId, Sorted sorted) {
        if (!sorted.later().isEmpty()) {
            uploads.adopt(assemblyId, sorted.later());
        }
    }
}
