package dev.atelier.robots.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Fills a {@code meta} object: nothing empty goes in, and what is there already stays. */
final class Entries {
    private static final int LONGEST = 65_536;
    private static final DateTimeFormatter GMT =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final ObjectNode meta;

    Entries(ObjectNode meta) {
        this.meta = meta;
    }

    boolean has(String key) {
        return meta.has(key);
    }

    void text(String key, @Nullable String value) {
        String clean = value == null ? "" : value.replace("\0", "").strip();
        if (!clean.isEmpty() && clean.length() <= LONGEST && !meta.has(key)) {
            meta.put(key, clean);
        }
    }

    /** What has no value of its own gets that of another. */
    void same(String key, String other) {
        if (meta.has(other) && !meta.has(key)) {
            meta.set(key, meta.get(other));
        }
    }

    /** One word as a text, several as an array. */
    void texts(String key, List<String> values) {
        List<String> clean = values.stream().map(String::strip).filter(v -> !v.isEmpty()).toList();
        if (clean.size() == 1) {
            text(key, clean.getFirst());
        } else if (!clean.isEmpty() && !meta.has(key)) {
            var array = meta.putArray(key);
            clean.stream().limit(1000).forEach(array::add);
        }
    }

    void date(String key, @Nullable Instant value) {
        if (value != null && !meta.has(key)) {
            meta.put(key, GMT.format(value));
        }
    }

    /** Rounded to so many decimals; whole numbers are written without any. */
    void number(String key, @Nullable Double value, int decimals) {
        if (value == null || !Double.isFinite(value) || meta.has(key)) {
            return;
        }
        double scale = Math.pow(10, decimals);
        double rounded = Math.round(value * scale) / scale;
        if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
            meta.put(key, (long) rounded);
        } else {
            meta.put(key, rounded);
        }
    }
}
