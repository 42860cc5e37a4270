package dev.atelier.server.wire;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the API writes them. */
final class WireDates {
    private static final DateTimeFormatter GMT =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private WireDates() {}

    static String gmt(long millis) {
        return GMT.format(Instant.ofEpochMilli(millis));
    }

    /** RFC 3339 with milliseconds, as lists have it. */
    static String iso(long millis) {
        return ISO.format(Instant.ofEpochMilli(millis));
    }

    static @Nullable String gmtOrNull(@Nullable Long millis) {
        return millis == null ? null : gmt(millis);
    }

    static double seconds(long millis) {
        return millis / 1000.0;
    }
}
