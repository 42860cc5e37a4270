package dev.atelier.server.http;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps new work out while the disk is nearly full; looks at the disk once a second at most. */
public final class FreeSpace {
    private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Path folder;
    private final long atLeast;
    private final AtomicReference<Look> last;

    private record Look(long nanos, boolean enough) {}

    /**
     * @param folder on the disk that is meant
     * @param atLeast bytes that must be free
     */
    public FreeSpace(Path folder, long atLeast) {
        this.folder = folder;
        this.atLeast = atLeast;
        this.last = new AtomicReference<>(new Look(System.nanoTime() - EVERY_NANOS, true));
    }

    /**
     * @throws AssemblyException {@code CANNOT_ACCEPT_NEW_ASSEMBLIES}
     */
    public void require() throws IOException {
        if (!enough()) {
            throw new AssemblyException(
                    ErrorCode.CANNOT_ACCEPT_NEW_ASSEMBLIES,
                    "The server is short of disk space; try again later.");
        }
    }

    /** Only the request that moves the time of the last look on looks; the others need not wait. */
    private boolean enough() throws IOException {
        Look before = last.get();
        long now = System.nanoTime();
        if (now - before.nanos() >= EVERY_NANOS) {
            var claimed = new Look(now, before.enough());
            if (last.compareAndSet(before, claimed)) {
                boolean enough = Files.getFileStore(folder).getUsableSpace() >= atLeast;
                last.set(new Look(now, enough));
                return enough;
            }
        }
        return before.enough();
    }
}
