package dev.atelier.server.auth;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keyed hashes a signature may be made with. */
public enum SignatureAlgorithm {
    SHA1("HmacSHA1"),
    SHA256("HmacSHA256"),
    SHA384("HmacSHA384"),
    SHA512("HmacSHA512");

    private final String mac;

    SignatureAlgorithm(String mac) {
        this.mac = mac;
    }

    /** As it stands before the colon of a signature. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SignatureAlgorithm> of(String wire) {
        return Arrays.stream(values()).filter(one -> one.wire().equals(wire)).findFirst();
    }

    byte[] sign(byte[] secret, byte[] message) {
        try {
            var hash = Mac.getInstance(mac);
            hash.init(new SecretKeySpec(secret, mac));
            return hash.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + mac, e);
        }
    }
}
