package dev.atelier.core.upload;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The bytes of uploads under way: one file each, named by the upload's id, only ever longer. Its
 * length is the offset of the upload, so there is nothing that could disagree with it.
 */
public final class Staging {
    private final Path folder;
    private final Set<String> synced = ConcurrentHashMap.newKeySet();

    /**
     * @param folder on the file system of the file store, there already
     */
    public Staging(Path folder) {
        this.folder = folder;
    }

    /** A new empty file whose name survives a crash. */
    void create(String id) throws IOException {
        Files.createFile(path(id));
        synced.add(id);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    Path path(String id) {
        return folder.resolve(id);
    }

    boolean exists(String id) {
        return Files.isRegularFile(path(id));
    }

    /** How many bytes there are, whether on the disk or on their way to it. */
    long size(String id) throws IOException {
        return Files.size(path(id));
    }

    /** How many bytes are safe: what an earlier process left in the cache is synced first. */
    long safeSize(String id) throws IOException {
        if (!synced.contains(id)) {
            try (StagedFile file = open(id)) {
                file.sync();
            }
        }
        return size(id);
    }

    /**
     * Opens a file to write at its end.
     *
     * @throws NoSuchFileException when there is none
     */
    StagedFile open(String id) throws IOException {
        synced.add(id);
        return new StagedFile(FileChannel.open(path(id), StandardOpenOption.WRITE));
    }

    void delete(String id) throws IOException {
        synced.remove(id);
        Files.deleteIfExists(path(id));
    }

    /** It has been moved away. */
    void forget(String id) {
        synced.remove(id);
    }

    /** Ids of the files that have not changed since. */
    List<String> olderThan(long millis) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isOlder(file, millis))
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
        }
    }

    private static boolean isOlder(Path file, long millis) {
        try {
            return Files.getLastModifiedTime(file).toMillis() < millis;
        } catch (IOException e) {
            return false; // just moved away
        }
    }
}
