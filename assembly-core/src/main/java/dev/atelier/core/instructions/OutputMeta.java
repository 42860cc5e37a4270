package dev.atelier.core.instructions;

import java.util.Set;

/**
 * What metadata the files of a step get.
 *
 * @param extract false when extraction is switched off altogether ({@code output_meta: false})
 * @param all true when every expensive entry is wanted ({@code output_meta: true})
 * @param wanted names of the expensive entries asked for, such as {@code blurhash}
 */
public record OutputMeta(boolean extract, boolean all, Set<String> wanted) {
    public static final OutputMeta DEFAULT = new OutputMeta(true, false, Set.of());
    public static final OutputMeta NONE = new OutputMeta(false, false, Set.of());
    public static final OutputMeta ALL = new OutputMeta(true, true, Set.of());

    public OutputMeta {
        wanted = Set.copyOf(wanted);
    }

    public static OutputMeta of(String... names) {
        return new OutputMeta(true, false, Set.of(names));
    }

    public boolean wants(String name) {
        return extract && (all || wanted.contains(name));
    }
}
