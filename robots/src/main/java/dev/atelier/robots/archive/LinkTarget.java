package dev.atelier.robots.archive;

import java.util.regex.Pattern;

/** Where a link in an archive points. */
final class LinkTarget {
    private static final Pattern SLASHES = Pattern.compile("[/\\\\]+");
    private static final Pattern ABSOLUTE = Pattern.compile("^(?:[/\\\\]|[A-Za-z]:).*");

    private LinkTarget() {}

    /**
     * Refuses an archive with a link out of it.
     *
     * @param at the link's own name as the archive spells it
     * @param target relative to the link's folder
     */
    static void check(String at, String target) {
        int depth = (int) SLASHES.splitAsStream(at).filter(part -> !part.isEmpty()).count() - 1;
        boolean outside = ABSOLUTE.matcher(target).matches() || at.contains("..");
        for (String part : SLASHES.splitAsStream(target).toList()) {
            depth += part.equals("..") ? -1 : part.equals(".") ? 0 : 1;
            outside = outside || depth < 0;
        }
        if (outside) {
            throw BadArchive.because(
                    "The archive has a link that leaves it: " + EntryPath.of(at) + ".");
        }
    }
}
