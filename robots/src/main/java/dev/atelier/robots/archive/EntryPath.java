package dev.atelier.robots.archive;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of an archive's member as parts that mean nothing to a file system: no root, no drive,
 * no way up, nothing invisible. Used as a name only, never as a path of ours.
 *
 * @param parts folders, then the file; empty when nothing was left
 */
public record EntryPath(List<String> parts) {
    private static final int LONGEST_PART = 200;
    private static final Pattern SLASHES = Pattern.compile("[/\\\\]+");
    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:$");

    public EntryPath {
        parts = List.copyOf(parts);
    }

    public static EntryPath of(String raw) {
        return new EntryPath(
                SLASHES.splitAsStream(raw)
                        .map(EntryPath::visible)
                        .map(part -> DRIVE.matcher(part).replaceFirst(""))
                        .filter(part -> !part.isBlank() && !isDots(part))
                        .map(EntryPath::cut)
                        .toList());
    }

    /** This, or a file of that name at the top when nothing was left. */
    EntryPath orNamed(String fallback) {
        return parts.isEmpty() ? new EntryPath(List.of(fallback)) : this;
    }

    /** The file without its folders; empty when nothing was left. */
    public String name() {
        return parts.isEmpty() ? "" : parts.getLast();
    }

    /** The folders with slashes between them; empty at the top. */
    public String folder() {
        return parts.isEmpty() ? "" : String.join("/", parts.subList(0, parts.size() - 1));
    }

    @Override
    public String toString() {
        return String.join("/", parts);
    }

    private static boolean isDots(String part) {
        return part.chars().allMatch(c -> c == '.' || c == ' ');
    }

    private static String visible(String part) {
        return part.codePoints()
                .filter(c ->
                        !Character.isISOControl(c)
                                && Character.getType(c) != Character.FORMAT
                                && Character.getType(c) != Character.SURROGATE)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
    }

    /** Keeps the end, where the extension is. */
    private static String cut(String part) {
        String rest = part.substring(Math.max(0, part.length() - LONGEST_PART));
        while (rest.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
            rest = rest.substring(rest.offsetByCodePoints(0, 1));
        }
        return rest;
    }
}
