package dev.atelier.robots.document;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** What a PDF is made of: ISO 32000-1, 7.3. */
sealed interface PdfValue {
    record Num(double value) implements PdfValue {}

    record Name(String text) implements PdfValue {}

    @SuppressWarnings("ArrayRecordComponent")
    record Text(byte[] bytes) implements PdfValue {}

    /** Points to an object elsewhere in the file. */
    record Ref(long number) implements PdfValue {}

    record Items(List<PdfValue> all) implements PdfValue {}

    record Dict(Map<String, PdfValue> entries) implements PdfValue {
        @Nullable PdfValue get(String name) {
            return entries.get(name);
        }

        /** A whole number that stands here itself; -1 where there is none. */
        long number(String name) {
            return get(name) instanceof Num num ? (long) num.value() : -1;
        }

        boolean named(String name, String text) {
            return get(name) instanceof Name found && found.text().equals(text);
        }
    }

    /** Any other word, such as {@code true} or {@code stream}. */
    record Word(String text) implements PdfValue {}
}
