package dev.atelier.server;

import dev.atelier.core.port.FileStore;
import dev.atelier.core.upload.FormUpload;
import dev.atelier.core.upload.ResumableUploads;
import dev.atelier.server.http.FormReader;

import java.io.IOException;
import java.nio.file.Path;

/** Where the files of forms go as they arrive. */
record UploadSpool(FileStore files, ResumableUploads uploads) implements FormReader.Spool {
    @Override
    public Path newFile() throws IOException {
        return files.newTemporaryFile();
    }

    @Override
    public FormUpload newLargeFile() throws IOException {
        return uploads.stage();
    }
}
