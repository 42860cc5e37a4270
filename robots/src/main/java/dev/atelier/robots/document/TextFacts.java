package dev.atelier.robots.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts what plain text adds up to. */
public final class TextFacts {
    private static final long MOST_BYTES = 64L << 20;

    private long words;
    private long characters;
    private long withSpaces;
    private long lines;
    private long paragraphs;
    private boolean inWord;
    private boolean inLine;
    private boolean inParagraph;

    private TextFacts() {}

    /**
     * Words stand between spaces, paragraphs between empty lines; the ends of lines are no
     * characters.
     */
    public static DocumentFacts of(Path text) throws IOException {
        var facts = new TextFacts();
        boolean large = Files.size(text) > MOST_BYTES;
        if (!large) {
            try (Reader in = new InputStreamReader(Files.newInputStream(text), charset(text))) {
                facts.count(in);
            }
        }
        return new DocumentFacts(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                large ? DocumentFacts.Counts.NONE : facts.counts(),
                large ? "is too large to count its words" : null);
    }

    private static Charset charset(Path text) throws IOException {
        try (InputStream in = Files.newInputStream(text)) {
            int first = in.read();
            int second = in.read();
            boolean wide = first + second == 0xFF + 0xFE && first >= 0xFE;
            return wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        }
    }

    private void count(Reader in) throws IOException {
        char[] part = new char[8192];
        for (int n = in.read(part); n >= 0; n = in.read(part)) {
            for (int i = 0; i < n; i++) {
                character(part[i]);
            }
        }
        lines += inLine ? 1 : 0;
    }

    private void character(char c) {
        if (c == '\n') {
            lines++;
            inParagraph &= inLine;
            inLine = false;
            inWord = false;
            return;
        }
        if (c == '\r' || c == '\uFEFF' || Character.isLowSurrogate(c)) {
            return;
        }
        withSpaces++;
        boolean space = Character.isWhitespace(c);
        if (!space) {
            characters++;
            words += inWord ? 0 : 1;
            paragraphs += inParagraph ? 0 : 1;
            inParagraph = true;
        }
        inWord = !space;
        inLine = true;
    }

    private DocumentFacts.Counts counts() {
        return new DocumentFacts.Counts(words, characters, withSpaces, lines, paragraphs);
    }
}
