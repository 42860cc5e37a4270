package dev.atelier.robots.file;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The comparisons a condition can make, with their words. */
enum Operator {
    EQUAL("=", "=="),
    UNEQUAL("!="),
    SAME("==="),
    DIFFERENT("!=="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    REGEX("regex"),
    NOT_REGEX("!regex"),
    INCLUDES("includes"),
    NOT_INCLUDES("!includes"),
    EMPTY("empty"),
    NOT_EMPTY("!empty");

    private final String word;
    private final String otherWord;

    Operator(String word) {
        this(word, word);
    }

    Operator(String word, String otherWord) {
        this.word = word;
        this.otherWord = otherWord;
    }

    static Optional<Operator> of(JsonNode word) {
        return Arrays.stream(values())
                .filter(operator -> word.isTextual() && operator.isSpelled(word.asText()))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values())
                .flatMap(operator -> Stream.of(operator.word, operator.otherWord))
                .distinct()
                .toList();
    }

    private boolean isSpelled(String given) {
        return word.equals(given) || otherWord.equals(given);
    }

    /** Whether the right side is ignored. */
    boolean unary() {
        return this == EMPTY || this == NOT_EMPTY;
    }

    /** Whether the right side is a regular expression. */
    boolean matches() {
        return this == REGEX || this == NOT_REGEX;
    }
}
