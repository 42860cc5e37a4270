package dev.atelier.core.port;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Keeps bytes under their SHA-256. All methods block. Safe for concurrent use. */
public interface FileStore {

    /**
     * Bytes that are stored.
     *
     * @param sha256 lower-case hexadecimal
     * @param md5 lower-case hexadecimal
     * @param size in bytes
     */
    record FileRef(String sha256, String md5, long size) {}

    /**
     * Takes over a local file: afterwards the path no longer exists and the bytes survive a crash.
     * Bytes already stored are stored once; putting them again is no error.
     */
    FileRef put(Path file) throws IOException;

    /** As {@link #put(Path)} for a file the caller has hashed already. */
    default FileRef put(Path file, FileRef known) throws IOException {
        return put(file);
    }

    /** Reads the stream to its end; a stream that fails leaves nothing behind. */
    FileRef put(InputStream in) throws IOException;

    /**
     * A local path with the bytes, read only, valid while the reference is in use.
     *
     * @throws java.nio.file.NoSuchFileException when they are gone
     */
    Path local(String sha256) throws IOException;

    /** Removes the bytes; no error when they are not there. */
    void delete(String sha256) throws IOException;

    /**
     * A new empty file of the store's own file system, so that {@link #put(Path)} need not copy.
     */
    Path newTemporaryFile() throws IOException;
}
