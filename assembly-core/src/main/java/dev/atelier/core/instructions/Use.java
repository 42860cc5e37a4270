package dev.atelier.core.instructions;

import java.util.List;

/** Where a step's input comes from, in normal form. */
public sealed interface Use {

    /** The step names no source: it is a root. */
    record None() implements Use {}

    /**
     * Files of other steps.
     *
     * @param sources in the order written; the same step may stand here more than once
     * @param bundle one run with all files instead of one run a file
     * @param groupByOriginal with {@code bundle}: one run for each original
     * @param fields only files of these upload fields; empty for all
     */
    record From(List<Source> sources, boolean bundle, boolean groupByOriginal, List<String> fields)
            implements Use {
        public From {
            sources = List.copyOf(sources);
            fields = List.copyOf(fields);
        }

        /** Roles cannot be told apart one file at a time, so any tag bundles too. */
        public boolean bundles() {
            return bundle || groupByOriginal || tagged();
        }

        public boolean tagged() {
            return sources.stream().anyMatch(source -> !source.as().isEmpty());
        }
    }

    /**
     * One entry of {@code use}.
     *
     * @param as tags its files carry
     * @param fields only files of these upload fields; empty for all
     */
    record Source(String step, List<String> as, List<String> fields) {
        public Source {
            as = List.copyOf(as);
            fields = List.copyOf(fields);
        }
    }
}
