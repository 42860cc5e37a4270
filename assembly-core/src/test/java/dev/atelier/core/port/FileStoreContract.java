package dev.atelier.core.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atelier.core.port.FileStore.FileRef;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** What every {@link FileStore} must prove. */
public abstract class FileStoreContract {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final String HELLO_SHA256 =
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final String HELLO_MD5 = "5d41402abc4b2a76b9719d911017c592";

    /** Where the store under test and the files given to it are. */
    @TempDir
    @SuppressWarnings("NullAway.Init")
    protected Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private FileStore store;

    /** An empty store; all its bytes are below the folder. */
    protected abstract FileStore open(Path root) throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = open(Files.createDirectory(folder.resolve("store")));
    }

    @Test
    void streamIsKeptUnderItsHash() throws IOException {
        FileRef ref = store.put(new ByteArrayInputStream(HELLO));

        assertEquals(new FileRef(HELLO_SHA256, HELLO_MD5, 5), ref);
        assertArrayEquals(HELLO, Files.readAllBytes(store.local(HELLO_SHA256)));
    }

    @Test
    void pathIsTakenOver() throws IOException {
        Path temporary = store.newTemporaryFile();
        Files.write(temporary, HELLO);

        FileRef ref = store.put(temporary);

        assertEquals(new FileRef(HELLO_SHA256, HELLO_MD5, 5), ref);
        assertFalse(Files.exists(temporary));
        assertArrayEquals(HELLO, Files.readAllBytes(store.local(HELLO_SHA256)));
    }

    @Test
    void sameBytesAreKeptOnce() throws IOException {
        Path second = Files.write(folder.resolve("second"), HELLO);
        store.put(new ByteArrayInputStream(HELLO));

        store.put(second);
        store.put(new ByteArrayInputStream(HELLO));

        assertFalse(Files.exists(second));
        assertEquals(1, filesInStore());
    }

    @Test
    void emptyFileIsAFile() throws IOException {
        FileRef ref = store.put(InputStream.nullInputStream());

        assertEquals(0, ref.size());
        assertEquals(0, Files.size(store.local(ref.sha256())));
    }

    @Test
    void brokenStreamLeavesNothing() throws IOException {
        var some = new ByteArrayInputStream(new byte[100_000]);
        var broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("cut");
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        int read = some.read(into, offset, length);
                        return read < 0 ? read() : read;
                    }
                };

        assertThrows(IOException.class, () -> store.put(broken));

        assertEquals(0, filesInStore());
    }

    @Test
    void bytesNotThereAreNoSuchFile() {
        assertThrows(NoSuchFileException.class, () -> store.local(HELLO_SHA256));
    }

    @Test
    void deletedBytesAreGoneAndDeletingAgainIsNoError() throws IOException {
        store.put(new ByteArrayInputStream(HELLO));

        store.delete(HELLO_SHA256);
        store.delete(HELLO_SHA256);

        assertThrows(NoSuchFileException.class, () -> store.local(HELLO_SHA256));
    }

    @Test
    void newTemporaryFilesAreEmptyAndDiffer() throws IOException {
        Path first = store.newTemporaryFile();
        Path second = store.newTemporaryFile();

        assertEquals(0, Files.size(first));
        assertTrue(Files.exists(second));
        assertFalse(first.equals(second));
    }

    @Test
    void manyWritersOfTheSameBytesAllSucceed() throws Exception {
        byte[] bytes = "x".repeat(300_000).getBytes(UTF_8);
        Callable<FileRef> put = () -> store.put(new ByteArrayInputStream(bytes));

        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : pool.invokeAll(Collections.nCopies(8, put))) {
                assertArrayEquals(bytes, Files.readAllBytes(store.local(future.get().sha256())));
            }
        }

        assertEquals(1, filesInStore());
    }

    private long filesInStore() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("store"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
