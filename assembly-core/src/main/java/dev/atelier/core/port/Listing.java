package dev.atelier.core.port;

import java.util.List;

/**
 * Which part of a list is asked for.
 *
 * @param keywords each must occur, whatever the case of its letters
 * @param from creation at this time or later, in milliseconds since the epoch
 * @param to creation at this time or earlier
 * @param offset how many entries to pass over
 * @param limit how many entries to give at most
 */
public record Listing(
        List<String> keywords, long from, long to, boolean ascending, long offset, int limit) {

    /** Everything, newest first. */
    public static final Listing ALL =
            new Listing(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, false, 0, 5000);

    public Listing {
        keywords = List.copyOf(keywords);
    }
}
