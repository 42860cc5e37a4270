package dev.atelier.server.events;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far somebody has followed an Assembly; the id of an entry on the wire.
 *
 * @param sequence the last event seen whole
 * @param part how many entries of the event after it were seen, too
 */
record Position(long sequence, int part) implements Comparable<Position> {
    static final Position START = new Position(0, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,15})(?:\\.(\\d{1,6}))?");
    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::sequence).thenComparingInt(Position::part);

    /** After entry {@code part} of {@code parts} that event {@code sequence} gave. */
    static Position after(long sequence, int part, int parts) {
        return part == parts ? new Position(sequence, 0) : new Position(sequence - 1, part);
    }

    /** The start for a text that is none of ours, such as the id the stream opens with. */
    static Position parse(@Nullable String text) {
        Matcher parts = FORM.matcher(text == null ? "" : text.strip());
        if (!parts.matches()) {
            return START;
        }
        String part = parts.group(2);
        return new Position(
                Long.parseLong(parts.group(1)), part == null ? 0 : Integer.parseInt(part));
    }

    boolean isBefore(Position other) {
        return compareTo(other) < 0;
    }

    String text() {
        return part == 0 ? Long.toString(sequence) : sequence + "." + part;
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
