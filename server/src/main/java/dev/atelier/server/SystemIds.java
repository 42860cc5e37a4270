package dev.atelier.server;

import dev.atelier.core.port.Ids;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Ids of 128 random bits. */
public final class SystemIds implements Ids {
    private final SecureRandom random = new SecureRandom();

    @Override
    public String assemblyId() {
        return next();
    }

    @Override
    public String uploadId() {
        return next();
    }

    private String next() {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
