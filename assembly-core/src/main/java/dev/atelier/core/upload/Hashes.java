package dev.atelier.core.upload;

import dev.atelier.core.port.FileStore.FileRef;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hashes of a file from its first byte on, as far as they have come. */
final class Hashes {
    private static final int BUFFER = 256 * 1024;

    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest md5 = digest("MD5");
    private long position;

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the whole file. */
    static FileRef of(Path file) throws IOException {
        var hashes = new Hashes();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                hashes.update(buffer, count);
            }
        }
        return hashes.ref();
    }

    void update(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        md5.update(bytes, 0, length);
        position += length;
    }

    /** They have seen bytes that are no longer there, and are of no use any more. */
    void spoil() {
        position = -1;
    }

    long position() {
        return position;
    }

    /** Asked once, when all bytes have passed. */
    FileRef ref() {
        HexFormat hex = HexFormat.of();
        return new FileRef(hex.formatHex(sha256.digest()), hex.formatHex(md5.digest()), position);
    }
}
