package dev.atelier.robots.generate.provider;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.Seed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The part of a request that one paid call makes.
 *
 * @param first ordinal of its first picture
 * @param count pictures it makes
 */
public record Chunk(GenerateRequest request, int first, int count) {
    private static final int KEY_BYTES = 16;

    /** Of the first picture; the others of the chunk have the next numbers. */
    public long seed() {
        return Seed.variant(request.seed(), first);
    }

    /** The same for the same work, so that a repeated call can be told from a new one. */
    public String key() {
        return key(request.key(), first);
    }

    static String key(JobKey job, int first) {
        try {
            String text = job.text() + "/" + first;
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
