package dev.atelier.robots.generate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.robot.ParamException;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where the chance in a picture comes from: a number, or any text, which is hashed. The same
 * request always leads to the same seed, which JavaScript can hold too: it has 53 bits.
 *
 * @param value of the first variant; null when the client did not care
 */
public record Seed(@Nullable Long value) {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?");
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final long EXACT = (1L << 53) - 1;

    /** None given. */
    public static final Seed NONE = new Seed(null);

    /**
     * The fraction of a number is cut off, and so is what is beyond 53 bits; blank text is no seed.
     *
     * @throws ParamException when it is neither text nor a number of 64 bits
     */
    @JsonCreator
    public static Seed parse(JsonNode node) {
        if (!node.isTextual() && !node.isNumber()) {
            throw new ParamException("", "must be a number or a string");
        }
        String text = node.asText().strip();
        if (text.isEmpty()) {
            return NONE;
        }
        return new Seed(exact(NUMBER.matcher(text).matches() ? whole(text) : fnv1a64(text)));
    }

    /** The seed of the first variant of this job. */
    public long of(JobKey key) {
        return value == null ? exact(fnv1a64(key.text())) : value;
    }

    public boolean given() {
        return value != null;
    }

    /** The seed of variant {@code index}; wraps around at the end of the range. */
    public static long variant(long seed, int index) {
        return exact(seed + index);
    }

    private static long exact(long seed) {
        return Math.abs(seed) <= EXACT && seed != Long.MIN_VALUE ? seed : seed & EXACT;
    }

    private static long whole(String text) {
        var number = new BigDecimal(text);
        if (number.compareTo(LEAST) < 0 || number.compareTo(MOST) > 0) {
            throw new ParamException(
                    "", "must be from %s to %s, not %s".formatted(LEAST, MOST, text));
        }
        return number.longValue();
    }

    /** The published FNV-1a hash of the text's UTF-8 bytes. */
    static long fnv1a64(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
