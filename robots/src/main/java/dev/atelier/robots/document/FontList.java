package dev.atelier.robots.document;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the processes that draw pages note the fonts of this machine, so that only the first one
 * has to look for them; gone when the server ends.
 */
final class FontList {
    private static final String NAME = ".pdfbox.cache";

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Path folder;

    Path folder() throws IOException {
        lock.lock();
        try {
            Path made = folder == null ? make() : folder;
            folder = made;
            return made;
        } finally {
            lock.unlock();
        }
    }

    private static Path make() throws IOException {
        Path made = Files.createTempDirectory("atelier-fonts-");
        made.toFile().deleteOnExit();
        made.resolve(NAME).toFile().deleteOnExit();
        return made;
    }
}
