package dev.atelier.server.store.fs;

import dev.atelier.core.port.FileStore.FileRef;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Size and hashes of bytes as they pass. */
final class Digests {
    private static final int BUFFER = 64 * 1024;

    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest md5 = digest("MD5");
    private long size;

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            sha256.update(buffer, 0, read);
            md5.update(buffer, 0, read);
            out.write(buffer, 0, read);
            size += read;
        }
    }

    /** Asked once, when all bytes have passed. */
    FileRef ref() {
        HexFormat hex = HexFormat.of();
        return new FileRef(hex.formatHex(sha256.digest()), hex.formatHex(md5.digest()), size);
    }
}
