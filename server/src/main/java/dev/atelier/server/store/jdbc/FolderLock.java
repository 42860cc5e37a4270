package dev.atelier.server.store.jdbc;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;

/** Keeps a folder for this process; the system frees it when the process ends, however it does. */
final class FolderLock implements AutoCloseable {
    private static final Set<String> NETWORK =
            Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "9p");

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws IOException when another process has the folder, or its locks cannot be trusted
     */
    static FolderLock take(Path folder) throws IOException {
        FolderLock lock = tryTake(folder);
        if (lock == null) {
            throw new IOException(
                    "another process uses "
                            + folder
                            + ": stop it, or choose another data folder with --data");
        }
        return lock;
    }

    /**
     * Null when another process has the folder.
     *
     * @throws IOException when its locks cannot be trusted
     */
    static @Nullable FolderLock tryTake(Path folder) throws IOException {
        refuseNetwork(folder, Files.getFileStore(folder).type());
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            return null;
        }
        return new FolderLock(channel);
    }

    static void refuseNetwork(Path folder, String fileSystem) throws IOException {
        if (NETWORK.contains(fileSystem.toLowerCase(Locale.ROOT))) {
            throw new IOException(
                    folder
                            + " is on a network file system ("
                            + fileSystem
                            + "), where SQLite can lose data: choose a local data folder with"
                            + " --data, or set database.url to a PostgreSQL");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
