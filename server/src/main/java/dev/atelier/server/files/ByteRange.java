package dev.atelier.server.files;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a file a request asks for. */
sealed interface ByteRange {
    /** No range, or one that is to be overlooked: several, or malformed. */
    record Whole() implements ByteRange {}

    /** From the first byte to the last, both included. */
    record Slice(long first, long last) implements ByteRange {
        long length() {
            return last - first + 1;
        }
    }

    /** Nothing of it exists. */
    record Unsatisfiable() implements ByteRange {}

    Pattern ONE = Pattern.compile("\\s*bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    /**
     * @param header the Range header, null when there is none
     */
    static ByteRange of(@Nullable String header, long size) {
        Matcher matcher = header == null ? null : ONE.matcher(header);
        if (matcher == null || !matcher.matches()) {
            return new Whole();
        }
        String from = matcher.group(1);
        String to = matcher.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? new Whole() : suffix(Long.parseLong(to), size);
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
        if (!to.isEmpty() && Long.parseLong(to) < first) {
            return new Whole();
        }
        return first >= size ? new Unsatisfiable() : new Slice(first, last);
    }

    private static ByteRange suffix(long count, long size) {
        return count == 0 || size == 0
                ? new Unsatisfiable()
                : new Slice(Math.max(0, size - count), size - 1);
    }
}
