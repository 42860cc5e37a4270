package dev.atelier.server.http;

import dev.atelier.core.port.FileStore.FileRef;

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
    private final List<SpooledFile> files = new ArrayList<>();

    /** An upload on the disk, in the order of the form. */
    public record SpooledFile(Path bytes, FileRef ref, String field, String name) {}

    public SequencedMap<String, String> fields() {
        return fields;
    }

    public List<SpooledFile> files() {
        return files;
    }

    @Override
    public void close() {
        try {
            for (SpooledFile file : files) {
                Files.deleteIfExists(file.bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
