package dev.atelier.robots.archive;

import dev.atelier.core.assembly.Names;

import java.util.Set;

/** The name of a file that was compressed by itself. */
final class SingleName {
    private static final Set<String> ENDINGS = Set.of("gz", "bz2", "xz", "z");

    private SingleName() {}

    /** {@code a.txt.gz} holds {@code a.txt}; any other name stays. */
    static String of(String compressed) {
        boolean ends = ENDINGS.contains(Names.extension(compressed));
        String name = ends ? Names.basename(compressed) : compressed;
        return EntryPath.of(name).name().isEmpty() ? "file" : name;
    }
}
