package dev.atelier.core.assembly;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the interpreter needs to know of a step's robot, frozen when the Assembly was created, so
 * that replaying its events never depends on the robots of today.
 *
 * @param accepts MIME patterns of the inputs it takes
 * @param roles the tags it knows; empty when any will do
 * @param primaryRole the role of which it takes one file a run
 */
public record StepFacts(
        List<String> accepts,
        Set<String> roles,
        @Nullable String primaryRole,
        boolean needsInput,
        Load load) {

    public StepFacts {
        accepts = List.copyOf(accepts);
        roles = Set.copyOf(roles);
    }

    public boolean accepts(String mime) {
        String lower = mime.toLowerCase(Locale.ROOT);
        return accepts.stream().anyMatch(pattern -> matches(pattern, lower));
    }

    private static boolean matches(String pattern, String mime) {
        return pattern.equals("*/*")
                || (pattern.endsWith("/*")
                        ? mime.startsWith(pattern.substring(0, pattern.length() - 1))
                        : mime.equals(pattern));
    }
}
