package dev.atelier.server.auth;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A signature as sent, {@code sha384:<hex>}; without a prefix it is of the oldest kind, sha1. */
record Signature(SignatureAlgorithm algorithm, String hex) {
    private static final int LONGEST = 256;
    private static final Pattern FORM = Pattern.compile("(?:([a-z0-9]{1,16}):)?((?:[0-9a-f]{2})+)");

    /**
     * @throws AssemblyException {@code INVALID_SIGNATURE} when it has not the form of one
     */
    static Signature parse(String text) {
        if (text.length() > LONGEST) {
            throw malformed("it has " + text.length() + " characters, which none has");
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw malformed("it is not an algorithm, a colon and hexadecimal digits in lower case");
        }
        String prefix = form.group(1);
        var algorithm =
                SignatureAlgorithm.of(prefix == null ? "sha1" : prefix)
                        .orElseThrow(() -> malformed("its algorithm `" + prefix + "` is unknown"));
        return new Signature(algorithm, form.group(2));
    }

    /** The one way to write it. */
    String wire() {
        return algorithm.wire() + ":" + hex;
    }

    /**
     * Compares in constant time.
     *
     * @param secret null for a key that is not known, which takes as long and never matches
     */
    boolean signs(String params, @Nullable String secret) {
        byte[] key = (secret == null ? "unknown" : secret).getBytes(StandardCharsets.UTF_8);
        byte[] right = algorithm.sign(key, params.getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(right, HexFormat.of().parseHex(hex)) && secret != null;
    }

    /** Why it was refused, with what helps to find the difference and nothing that gives it. */
    AssemblyException refused(String params) {
        byte[] bytes = params.getBytes(StandardCharsets.UTF_8);
        return new AssemblyException(
                ErrorCode.INVALID_SIGNATURE,
                "The signature does not match: read as %s over the %d bytes of params that arrived,"
                                .formatted(algorithm.wire(), bytes.length)
                        + " whose SHA-256 is %s. Compare that with the text you signed; sign it"
                                .formatted(Hashes.sha256(params))
                        + " exactly as sent, with the secret of this auth key, and send"
                        + " sha384:<hexadecimal digits in lower case>.");
    }

    /** The key is bound to another algorithm. */
    AssemblyException notPinned(SignatureAlgorithm pinned) {
        return new AssemblyException(
                ErrorCode.INVALID_SIGNATURE,
                "The signature is made with %s, but this auth key takes %s only."
                        .formatted(algorithm.wire(), pinned.wire()));
    }

    private static AssemblyException malformed(String why) {
        return new AssemblyException(
                ErrorCode.INVALID_SIGNATURE,
                "The signature cannot be right: "
                        + why
                        + ". Send sha384:<96 hexadecimal digits in lower case>, or sha256, sha512"
                        + " or sha1 likewise.");
    }
}
