package dev.atelier.robots.archive;

import dev.atelier.core.assembly.Names;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names taken in one archive; a second of the same name is numbered. Names that differ in case
 * only count as the same, as they overwrite one another on some systems.
 */
public final class EntryNames {
    private final Set<String> taken = new HashSet<>();

    public String unique(EntryPath wanted) {
        String name = wanted.name().isEmpty() ? "file" : wanted.name();
        String folder = wanted.folder().isEmpty() ? "" : wanted.folder() + "/";
        String tried = folder + name;
        for (int number = 2; !taken.add(tried.toLowerCase(Locale.ROOT)); number++) {
            tried = folder + numbered(name, number);
        }
        return tried;
    }

    /** {@code a.tar} becomes {@code a-2.tar}. */
    private static String numbered(String name, int number) {
        String base = Names.basename(name);
        return base + "-" + number + name.substring(base.length());
    }
}
