package dev.atelier.core.memory;

import dev.atelier.core.port.FileStore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Keeps bytes in one folder without any care for crashes; the folder belongs to the caller. */
public final class MemoryFileStore implements FileStore {
    private final Path folder;

    public MemoryFileStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public FileRef put(Path file) throws IOException {
        FileRef ref;
        try (InputStream in = Files.newInputStream(file)) {
            ref = digest(in, OutputStream.nullOutputStream());
        }
        keep(file, ref);
        return ref;
    }

    /** Never takes away bytes that are there already: somebody may be about to read them. */
    private void keep(Path file, FileRef ref) throws IOException {
        Path target = folder.resolve(ref.sha256());
        if (Files.exists(target)) {
            Files.delete(file);
            return;
        }
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Path near = newTemporaryFile();
            Files.move(file, near, StandardCopyOption.REPLACE_EXISTING);
            Files.move(near, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public FileRef put(InputStream in) throws IOException {
        Path temporary = newTemporaryFile();
        try {
            FileRef ref;
            try (OutputStream out = Files.newOutputStream(temporary)) {
                ref = digest(in, out);
            }
            keep(temporary, ref);
            return ref;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static FileRef digest(InputStream in, OutputStream out) throws IOException {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var md5 = MessageDigest.getInstance("MD5");
            long size =
                    new DigestInputStream(new DigestInputStream(in, sha256), md5).transferTo(out);
            HexFormat hex = HexFormat.of();
            return new FileRef(hex.formatHex(sha256.digest()), hex.formatHex(md5.digest()), size);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Path local(String sha256) throws IOException {
        Path file = folder.resolve(sha256);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(sha256);
        }
        return file;
    }

    @Override
    public void delete(String sha256) throws IOException {
        Files.deleteIfExists(folder.resolve(sha256));
    }

    @Override
    public Path newTemporaryFile() throws IOException {
        return Files.createTempFile(folder, "new", "");
    }
}
