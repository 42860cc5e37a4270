package dev.atelier.core.error;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One failure as a value: stored in the Assembly and sent to the client.
 *
 * @param code the catalogue entry
 * @param message what happened and what to change, for the client
 * @param step the step at fault, if one is
 * @param details further members of the error body, such as {@code violations}; JSON-able values
 */
public record AssemblyError(
        ErrorCode code, String message, @Nullable String step, Map<String, Object> details) {

    public AssemblyError {
        details = Map.copyOf(details);
    }

    public static AssemblyError of(ErrorCode code, String message) {
        return new AssemblyError(code, message, null, Map.of());
    }

    public AssemblyError inStep(String name) {
        return new AssemblyError(code, message, name, details);
    }

    public AssemblyError with(String key, Object value) {
        var more = new LinkedHashMap<String, Object>(details);
        more.put(key, value);
        return new AssemblyError(code, message, step, more);
    }

    /** The first violation leads; all of them are in the message and in {@code violations}. */
    public static AssemblyError of(List<Violation> violations) {
        Violation first = violations.getFirst();
        String all =
                String.join(
                        "; ", violations.stream().map(v -> v.path() + ": " + v.message()).toList());
        var list =
                violations.stream()
                        .map(v ->
                                Map.of(
                                        "code", v.code().name(),
                                        "path", v.path(),
                                        "message", v.message()))
                        .toList();
        return new AssemblyError(first.code(), all, first.step(), Map.of("violations", list));
    }
}
