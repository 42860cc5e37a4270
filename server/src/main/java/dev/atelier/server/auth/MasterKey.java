package dev.atelier.server.auth;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** 32 bytes that stored secrets are encrypted under; known by the start of their hash. */
public final class MasterKey {
    static final int BYTES = 32;

    private final byte[] bytes;
    private final String id;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
        this.id = Hashes.sha256(bytes).substring(0, 12);
    }

    static MasterKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a master key has 32 bytes");
        }
        return new MasterKey(Arrays.copyOf(bytes, BYTES));
    }

    /**
     * @throws IllegalArgumentException when the text is not 64 hexadecimal digits
     */
    public static MasterKey parse(String hex) {
        if (!hex.strip().matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException(
                    "a master key has 64 hexadecimal digits, such as openssl rand -hex 32 makes");
        }
        return of(HexFormat.of().parseHex(hex.strip().toLowerCase(Locale.ROOT)));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    String id() {
        return id;
    }

    @Override
    public String toString() {
        return "master key " + id;
    }
}
