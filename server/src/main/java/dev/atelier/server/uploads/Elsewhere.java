package dev.atelier.server.uploads;

import dev.atelier.core.error.AssemblyException;

import java.io.IOException;
import java.io.OutputStream;

/** Gets files that a client has put somewhere on the web. */
@FunctionalInterface
public interface Elsewhere {
    /**
     * Asks for a URL and writes what it answers with.
     *
     * @param maxBytes more is refused
     * @throws AssemblyException {@code MAX_SIZE_EXCEEDED} when there is more, {@code
     *     IMPORT_FILE_ERROR} when there is no such file to be had
     */
    void fetch(String url, long maxBytes, OutputStream to) throws IOException;
}
