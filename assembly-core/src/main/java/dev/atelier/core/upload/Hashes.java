package dev.atelier.core.upload;

import dev.atelier.core.port.FileStore.FileRef;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hashes of a file from its first byte on, as far as they have come. */
final class Hashes {
    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest md5 = digest("MD5");
    private long position;

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void update(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        md5.update(bytes, 0, length);
        position += length;
    }

    long position() {
        return position;
    }

    /** Asked once, when all bytes have passed. */
    FileRef ref() {
        return ref(sha256, md5, position);
    }

    static FileRef ref(MessageDigest sha256, MessageDigest md5, long size) {
        HexFormat hex = HexFormat.of();
        return new FileRef(hex.formatHex(sha256.digest()), hex.formatHex(md5.digest()), size);
    }
}
