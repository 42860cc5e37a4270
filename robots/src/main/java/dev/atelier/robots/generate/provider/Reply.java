package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.Usd;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What a successful answer means. A refusal in an answer of status 200 is thrown instead. */
public sealed interface Reply {

    /**
     * The pictures, or some of them.
     *
     * @param refused the provider's reasons for those that are missing
     * @param cost of the whole call, when the provider says so
     * @param meta further members of the meta of every picture
     */
    record Finished(List<Made> pictures, List<String> refused, @Nullable Usd cost, ObjectNode meta)
            implements Reply {
        public Finished(List<Made> pictures) {
            this(pictures, List.of(), null, AssemblyFile.emptyJson());
        }
    }

    /**
     * The provider has taken the work and will be asked again.
     *
     * @param ticket whatever {@link Adapter#poll} needs; it is stored before the first poll
     */
    record Accepted(ObjectNode ticket) implements Reply {}

    /** The work is not finished. */
    record Working() implements Reply {}
}
