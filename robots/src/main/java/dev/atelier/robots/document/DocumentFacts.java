package dev.atelier.robots.document;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What a document says about itself; null where it says nothing.
 *
 * @param pages pages, slides or sheets
 * @param pageSize of the first page, such as {@code 595.28 x 841.89 pts (A4)}
 * @param producer the program that wrote the file
 * @param counts what its text adds up to
 * @param problem why something is missing, as the rest of a sentence about the file
 */
public record DocumentFacts(
        @Nullable Long pages,
        @Nullable String pageSize,
        @Nullable String producer,
        @Nullable Instant created,
        @Nullable Instant modified,
        @Nullable String author,
        @Nullable String title,
        @Nullable String keywords,
        Counts counts,
        @Nullable String problem) {

    /** How much text there is. */
    public record Counts(
            @Nullable Long words,
            @Nullable Long characters,
            @Nullable Long charactersWithSpaces,
            @Nullable Long lines,
            @Nullable Long paragraphs) {
        static final Counts NONE = new Counts(null, null, null, null, null);
    }
}
