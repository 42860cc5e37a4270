package dev.atelier.core.instructions;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a text apart into what stands for itself and what is inside {@code ${…}}. Braces inside
 * quotes, objects and functions do not end an expression.
 */
final class Placeholders {
    private static final String OPEN = "${";

    private final String text;
    private final List<Part> parts = new ArrayList<>();

    /**
     * A stretch of the text.
     *
     * @param text without the {@code ${ }} around it
     */
    record Part(String text, boolean expression) {}

    private Placeholders(String text) {
        this.text = text;
    }

    static List<Part> of(String text) {
        return new Placeholders(text).split();
    }

    private List<Part> split() {
        int from = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, from)) {
            int end = end(open + OPEN.length());
            if (end < 0) {
                break;
            }
            literal(from, open);
            parts.add(new Part(text.substring(open + OPEN.length(), end).strip(), true));
            from = end + 1;
        }
        literal(from, text.length());
        return parts;
    }

    private void literal(int from, int to) {
        if (from < to) {
            parts.add(new Part(text.substring(from, to), false));
        }
    }

    /** Where the closing brace is; the next one at all when they do not match, or -1. */
    private int end(int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '{' -> depth++;
                case '}' -> depth--;
                case '"', '\'', '`' -> i = quoted(i);
                default -> {}
            }
            if (i < 0) {
                break;
            }
            if (depth == 0) {
                return i;
            }
        }
        return text.indexOf('}', from);
    }

    /** The position of the closing quote, or below zero. */
    private int quoted(int open) {
        char quote = text.charAt(open);
        for (int i = open + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return Integer.MIN_VALUE;
    }
}
