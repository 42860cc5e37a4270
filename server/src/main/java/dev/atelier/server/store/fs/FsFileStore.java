package dev.atelier.server.store.fs;

import dev.atelier.core.port.FileStore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Blobs at {@code blobs/ab/cd/<sha256>}. Bytes are written and synced in {@code tmp} and then get
 * their name in one step, so a blob that has its name is whole, whatever happened.
 */
public final class FsFileStore implements FileStore {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path blobs;
    private final Path temporary;
    private final InstantSource clock;
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    /** Putting reads, sweeping writes: a blob is never removed while it gets young again. */
    private final ReadWriteLock naming = new ReentrantReadWriteLock();

    private FsFileStore(Path blobs, Path temporary, InstantSource clock) {
        this.blobs = blobs;
        this.temporary = temporary;
        this.clock = clock;
    }

    /** Uses the folder, which is created when it is not there and belongs to the store alone. */
    public static FsFileStore open(Path dataFolder, InstantSource clock) throws IOException {
        Durable.privateFolder(dataFolder);
        Path blobs = Durable.privateFolder(dataFolder.resolve("blobs"));
        Path temporary = Durable.privateFolder(dataFolder.resolve("tmp"));
        Durable.sync(dataFolder);
        return new FsFileStore(blobs, temporary, clock);
    }

    @Override
    public FileRef put(Path file) throws IOException {
        if (!sameFileSystem(file)) {
            return copy(file);
        }
        var digests = new Digests();
        try (InputStream in = Files.newInputStream(file)) {
            digests.copy(in, OutputStream.nullOutputStream());
        }
        Durable.sync(file);
        return named(file, digests.ref());
    }

    @Override
    public FileRef put(Path file, FileRef known) throws IOException {
        if (!sameFileSystem(file)) {
            return copy(file);
        }
        Durable.sync(file);
        return named(file, known);
    }

    private boolean sameFileSystem(Path file) throws IOException {
        return Files.getFileStore(file).equals(Files.getFileStore(temporary));
    }

    private FileRef copy(Path file) throws IOException {
        FileRef ref;
        try (InputStream in = Files.newInputStream(file)) {
            ref = put(in);
        }
        Files.delete(file);
        return ref;
    }

    @Override
    public FileRef put(InputStream in) throws IOException {
        Path fresh = newTemporaryFile();
        try {
            var digests = new Digests();
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                digests.copy(in, Channels.newOutputStream(channel));
                channel.force(true);
            }
            return named(fresh, digests.ref());
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * Gives synced bytes their name. A blob already there is replaced by the same bytes, which is
     * no change but makes it young again for the sweep.
     */
    private FileRef named(Path file, FileRef ref) throws IOException {
        Path folder = durableFolder(ref.sha256());
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        naming.readLock().lock();
        try {
            Files.move(
                    file,
                    folder.resolve(ref.sha256()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            naming.readLock().unlock();
        }
        Durable.sync(folder);
        return ref;
    }

    /** Whoever created a folder, it is only used once its name is known to be on disk. */
    private Path durableFolder(String sha256) throws IOException {
        Path outer = blobs.resolve(sha256.substring(0, 2));
        Path inner = folder(sha256);
        if (!durable.contains(inner)) {
            Files.createDirectories(inner);
            Durable.sync(outer);
            Durable.sync(blobs);
            durable.add(inner);
        }
        return inner;
    }

    private Path folder(String sha256) {
        return blobs.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4));
    }

    private Path path(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal");
        }
        return folder(sha256).resolve(sha256);
    }

    @Override
    public Path local(String sha256) throws IOException {
        Path blob = path(sha256);
        if (!Files.isRegularFile(blob)) {
            throw new NoSuchFileException(sha256);
        }
        return blob;
    }

    @Override
    public void delete(String sha256) throws IOException {
        Files.deleteIfExists(path(sha256));
    }

    @Override
    public Path newTemporaryFile() throws IOException {
        return Files.createTempFile(temporary, "new", "");
    }

    /**
     * Removes temporary files and blobs nobody refers to that have not changed for this long.
     *
     * @return how many files were removed
     */
    public int sweep(Duration olderThan, Predicate<String> isReferenced) throws IOException {
        Instant limit = clock.instant().minus(olderThan);
        return removeOld(temporary, limit, _ -> false)
                + removeOld(blobs, limit, blob -> isReferenced.test(name(blob)));
    }

    private static String name(Path blob) {
        return String.valueOf(blob.getFileName());
    }

    private int removeOld(Path folder, Instant limit, Predicate<Path> keep) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        int removed = 0;
        for (Path file : files) {
            if (isOlder(file, limit) && !keep.test(file) && removeIfStillOld(file, limit)) {
                removed++;
            }
        }
        return removed;
    }

    private boolean removeIfStillOld(Path file, Instant limit) throws IOException {
        naming.writeLock().lock();
        try {
            return isOlder(file, limit) && Files.deleteIfExists(file);
        } finally {
            naming.writeLock().unlock();
        }
    }

    private static boolean isOlder(Path file, Instant limit) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(limit);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
