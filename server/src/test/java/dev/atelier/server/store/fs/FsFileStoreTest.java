package dev.atelier.server.store.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atelier.core.port.FileStore;
import dev.atelier.core.port.FileStoreContract;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The contract, and what the layout on disk promises. */
class FsFileStoreTest extends FileStoreContract {
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));

    @Override
    protected FileStore open(Path root) throws IOException {
        return FsFileStore.open(root, now::get);
    }

    private FsFileStore store() throws IOException {
        return FsFileStore.open(folder.resolve("store"), now::get);
    }

    @Test
    void blobsLieBelowTheFirstBytesOfTheirHash() throws IOException {
        var ref = store().put(new ByteArrayInputStream("hello".getBytes(UTF_8)));

        assertTrue(Files.exists(folder.resolve("store/blobs/2c/f2").resolve(ref.sha256())));
    }

    @Test
    void namesThatAreNoHashNeverReachTheDisk() throws IOException {
        FsFileStore store = store();

        assertThrows(IllegalArgumentException.class, () -> store.local("../../etc/passwd"));
        assertThrows(IllegalArgumentException.class, () -> store.delete("AB".repeat(32)));
    }

    @Test
    void onlyTheOwnerMayEnterTheFolders() throws IOException {
        store();

        Path data = folder.resolve("store");
        for (Path each : new Path[] {data, data.resolve("tmp"), data.resolve("blobs")}) {
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
        }
    }

    @Test
    void sweepRemovesOldOrphansAndOldTemporaryFilesOnly() throws IOException {
        FsFileStore store = store();
        String orphan = put(store, "orphan");
        String used = put(store, "used");
        Path oldTemporary = store.newTemporaryFile();
        Files.setLastModifiedTime(oldTemporary, FileTime.from(now.get()));
        now.updateAndGet(time -> time.plus(Duration.ofHours(25)));
        String young = put(store, "young");
        Path newTemporary = store.newTemporaryFile();
        Files.setLastModifiedTime(newTemporary, FileTime.from(now.get()));

        int removed = store.sweep(Duration.ofHours(24), used::equals);

        assertEquals(2, removed);
        assertThrows(NoSuchFileException.class, () -> store.local(orphan));
        assertTrue(Files.exists(store.local(used)));
        assertTrue(Files.exists(store.local(young)));
        assertFalse(Files.exists(oldTemporary));
        assertTrue(Files.exists(newTemporary));
    }

    @Test
    void puttingAnOldOrphanAgainKeepsItFromTheSweep() throws IOException {
        FsFileStore store = store();
        put(store, "again");
        now.updateAndGet(time -> time.plus(Duration.ofHours(25)));
        String again = put(store, "again");

        assertEquals(0, store.sweep(Duration.ofHours(24), _ -> false));
        assertTrue(Files.exists(store.local(again)));
    }

    private static String put(FsFileStore store, String text) throws IOException {
        return store.put(new ByteArrayInputStream(text.getBytes(UTF_8))).sha256();
    }

    @Test
    void storeOpenedAgainHasItsBlobs() throws IOException {
        String sha256 = put(store(), "kept");

        assertEquals(
                "kept",
                Files.readString(
                        FsFileStore.open(folder.resolve("store"), InstantSource.system())
                                .local(sha256)));
    }
}
