package dev.atelier.server.http;

import dev.atelier.core.port.FileStore.FileRef;
import dev.atelier.core.upload.FormUpload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A form that has arrived whole. Closing it deletes the files nobody has moved away. */
public final class Form implements AutoCloseable {
    private final SequencedMap<String, String> fields = new LinkedHashMap<>();
    private final List<SentFile> files = new ArrayList<>();

    /** An upload on the disk, in the order of the form. */
    public sealed interface SentFile {
        String field();

        String name();
    }

    /** A file that is hashed. */
    public record SpooledFile(Path bytes, FileRef ref, String field, String name)
            implements SentFile {}

    /** A file of a large form, which may be hashed later. */
    public record StagedFile(FormUpload upload, String field, String name) implements SentFile {}

    public SequencedMap<String, String> fields() {
        return fields;
    }

    public List<SentFile> files() {
        return files;
    }

    @Override
    public void close() {
        try {
            for (SentFile file : files) {
                switch (file) {
                    case SpooledFile spooled -> Files.deleteIfExists(spooled.bytes());
                    case StagedFile staged -> staged.upload().close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
