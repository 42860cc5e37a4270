package dev.atelier.server.wire;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** Times as the API writes them. */
final class WireDates {
    private static final DateTimeFormatter GMT =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** The two forms clients send, with or without parts of a second. */
    private static final DateTimeFormatter SENT =
            new DateTimeFormatterBuilder()
                    .appendPattern("[uuuu/MM/dd HH:mm:ss][uuuu-MM-dd'T'HH:mm:ss]")
                    .optionalStart()
                    .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
                    .optionalEnd()
                    .appendPattern("[XXX][XX][ 'GMT'][ 'UTC']")
                    .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private static final int LONGEST = 40;

    /** No later time is meant seriously. */
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private WireDates() {}

    /** A time as a client writes it; one without an offset is in UTC. Empty when it is none. */
    static Optional<Instant> parse(String text) {
        try {
            return text.length() > LONGEST
                    ? Optional.empty()
                    : Optional.of(SENT.parse(text, Instant::from)).filter(FAR::isAfter);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

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
