package dev.atelier.robots.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;

/**
 * Writes an archive entry by entry, in the order they are added, and holds no more of a file than a
 * chunk. Entries carry no time of their own, so that the same files give the same bytes.
 */
public interface ArchiveWriter extends Closeable {
    int CHUNK = 65_536;

    /** The first moment a ZIP archive can name. */
    LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /**
     * @param name with slashes between folders
     * @param each called for every chunk; what it throws ends the writing
     */
    void add(String name, Path bytes, Runnable each) throws IOException;

    /** Copies a file to an entry that is open. */
    static void copy(Path bytes, OutputStream entry, Runnable each) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(bytes)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                each.run();
                entry.write(chunk, 0, read);
            }
        }
    }
}
