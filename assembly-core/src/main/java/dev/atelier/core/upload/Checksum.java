package dev.atelier.core.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** The digest a client expects of the bytes of one request. Used once. */
public final class Checksum {
    private static final SequencedMap<String, String> ALGORITHMS =
            new LinkedHashMap<>(
                    Map.of(
                            "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512", "md5",
                            "MD5"));

    private final MessageDigest digest;
    private final byte[] expected;

    /**
     * @param algorithm as tus names it
     * @throws UploadException when it is not known here
     */
    public Checksum(String algorithm, byte[] expected) {
        String name = ALGORITHMS.get(algorithm);
        if (name == null) {
            throw new UploadException(
                    UploadException.Reason.MALFORMED,
                    "Checksums of this server are " + algorithms() + ".");
        }
        try {
            this.digest = MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        this.expected = expected.clone();
    }

    /** Names with commas between, in the order of the alphabet. */
    public static String algorithms() {
        return String.join(",", ALGORITHMS.keySet().stream().sorted().toList());
    }

    void update(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    void require() {
        if (!MessageDigest.isEqual(digest.digest(), expected)) {
            throw new UploadException(
                    UploadException.Reason.WRONG_CHECKSUM,
                    "The bytes do not match Upload-Checksum; send them again.");
        }
    }
}
