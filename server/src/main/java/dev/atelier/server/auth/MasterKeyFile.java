package dev.atelier.server.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A file that only its owner may read, one master key a line, the current one first. It is made at
 * first need and read each time, since another process may have changed it.
 */
public final class MasterKeyFile implements MasterKeys {
    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path file;
    private final SecureRandom random;

    public MasterKeyFile(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    @Override
    public List<MasterKey> all() {
        try {
            if (!Files.exists(file)) {
                make();
            }
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<MasterKey> read() throws IOException {
        var keys = new ArrayList<MasterKey>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                keys.add(MasterKey.parse(line));
            }
        }
        if (keys.isEmpty()) {
            throw new IOException(file + " is empty: restore it from a backup");
        }
        return keys;
    }

    /** The first process to come makes it; a link never shows half a file. */
    private void make() throws IOException {
        Path fresh = write(List.of(fresh()));
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // another process was first, and its key is as good
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Keeps the last one before: a server that has not looked since may still seal under it. */
    @Override
    public void rotate() {
        try {
            var keys = List.of(fresh(), all().getFirst());
            Files.move(
                    write(keys),
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MasterKey fresh() {
        byte[] bytes = new byte[MasterKey.BYTES];
        random.nextBytes(bytes);
        return MasterKey.of(bytes);
    }

    private Path write(List<MasterKey> keys) throws IOException {
        Path made = file.resolveSibling(file.getFileName() + "." + fresh().id());
        String text = String.join("\n", keys.stream().map(MasterKey::hex).toList()) + "\n";
        try (var channel = FileChannel.open(made, NEW, owner())) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        return made;
    }

    private FileAttribute<?>[] owner() {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
