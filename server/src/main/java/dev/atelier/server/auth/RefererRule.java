package dev.atelier.server.auth;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code params.auth.referer}: a regular expression of a stranger, run on a leash. */
public final class RefererRule {
    private static final int LONGEST_PATTERN = 256;
    private static final int LONGEST_REFERER = 2_048;

    /** Characters looked at; an honest pattern needs a few for each of the text. */
    private static final int STEPS = 100_000;

    private RefererRule() {}

    /**
     * A request without a Referer passes.
     *
     * @throws AssemblyException when it does not match, or the expression is of no use
     */
    public static void check(@Nullable String pattern, @Nullable String referer) {
        if (pattern == null || referer == null || referer.isEmpty()) {
            return;
        }
        if (!matches(compile(pattern), referer)) {
            throw new AssemblyException(
                    ErrorCode.REFERER_MISMATCH,
                    "The Referer of this request does not match params.auth.referer.");
        }
    }

    private static Pattern compile(String pattern) {
        if (pattern.length() > LONGEST_PATTERN) {
            throw unusable("it is longer than " + LONGEST_PATTERN + " characters");
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw unusable(e.getDescription() + " near index " + e.getIndex());
        }
    }

    private static boolean matches(Pattern pattern, String referer) {
        String text = referer.substring(0, Math.min(referer.length(), LONGEST_REFERER));
        try {
            return pattern.matcher(new Leash(text)).find();
        } catch (TooFar | StackOverflowError e) {
            throw unusable("it takes too long to match; nest no repetition in another");
        }
    }

    private static AssemblyException unusable(String why) {
        return new AssemblyException(
                ErrorCode.INVALID_AUTH_REFERER_PARAMETER,
                "params.auth.referer is no usable regular expression: " + why + ".");
    }

    /** A text that may be looked at so many times. */
    private static final class Leash implements CharSequence {
        private final String text;
        private int left = STEPS;

        Leash(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (left-- == 0) {
                throw new TooFar();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooFar extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooFar() {
            super(null, null, false, false);
        }
    }
}
