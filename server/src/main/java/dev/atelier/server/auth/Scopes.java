package dev.atelier.server.auth;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a key or a token may do. {@code read} and {@code write} stand for all of their kind. */
public record Scopes(SequencedSet<String> names) {
    private static final List<String> ELSEWHERE =
            List.of(
                    "dam:read",
                    "dam:write",
                    "read",
                    "smart_cdn:sign",
                    "storage_grants:write",
                    "write");

    /** Every name of the API, also of parts this server does not have. */
    public static final List<String> KNOWN =
            Stream.concat(Arrays.stream(Scope.values()).map(Scope::wire), ELSEWHERE.stream())
                    .sorted()
                    .toList();

    public Scopes {
        names = new TreeSet<>(names);
    }

    /** All there is here. */
    public static Scopes all() {
        return of(Arrays.asList(Scope.values()));
    }

    /** All the API has, also what this server has not. */
    static Scopes every() {
        return new Scopes(new TreeSet<>(KNOWN));
    }

    /** What a key may do unless it was said: everything but looking after keys. */
    public static Scopes usual() {
        return of(
                Arrays.stream(Scope.values())
                        .filter(one -> !one.wire().startsWith("auth_keys:"))
                        .toList());
    }

    public static Scopes of(Collection<Scope> scopes) {
        return new Scopes(
                scopes.stream().map(Scope::wire).collect(Collectors.toCollection(TreeSet::new)));
    }

    /**
     * Reads names with spaces or commas between them.
     *
     * @throws IllegalArgumentException for a name that no part of the API has
     */
    public static Scopes parse(String text) {
        var names = new TreeSet<String>();
        for (String name : text.strip().split("[\\s,]+", -1)) {
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no scope `%s`; there are %s"
                                .formatted(name, String.join(", ", KNOWN)));
            }
            names.add(name);
        }
        return new Scopes(names);
    }

    public boolean allow(Scope scope) {
        return covers(scope.wire());
    }

    /** Whether whoever has these may hand on those. */
    public boolean allow(Scopes others) {
        return others.names.stream().allMatch(this::covers);
    }

    /** What both allow. */
    Scopes and(Scopes others) {
        var both = new TreeSet<String>();
        names.stream().filter(others::covers).forEach(both::add);
        others.names.stream().filter(this::covers).forEach(both::add);
        return new Scopes(both);
    }

    private boolean covers(String name) {
        return names.contains(name) || names.contains(name.substring(name.indexOf(':') + 1));
    }

    /** As the API writes them. */
    public String wire() {
        return String.join(" ", names);
    }
}
