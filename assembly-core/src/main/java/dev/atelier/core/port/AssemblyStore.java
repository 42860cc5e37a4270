package dev.atelier.core.port;

import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.Event;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Keeps the events of every Assembly. Sequence numbers start at 1 and have no gaps. Called inside
 * {@link Transactions#call} the writes join that transaction, else each is one of its own.
 */
public interface AssemblyStore {

    /** A stored file as the download door needs it. */
    record StoredFile(
            String id, String assemblyId, String sha256, long size, String mime, String name) {}

    /** Another writer was first: read the newer events and decide again. */
    final class SequenceTakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public SequenceTakenException(String assemblyId, long sequence) {
            super("event " + sequence + " of " + assemblyId + " exists");
        }
    }

    /** The effect of this job is stored already: throw the repeated result away. */
    final class EffectTakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public EffectTakenException(String effect) {
            super("already stored: " + effect);
        }
    }

    /** The id was used before. */
    final class IdTakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public IdTakenException(String assemblyId) {
            super("Assembly " + assemblyId + " exists");
        }
    }

    /**
     * Stores a new Assembly with its first events ({@code Created} leads) and the files they carry.
     *
     * @throws IdTakenException when the id was used before
     */
    void create(String id, List<Event> events);

    /**
     * Appends events after number {@code after}, and the files they carry. All or none.
     *
     * @throws SequenceTakenException when event {@code after + 1} exists
     * @throws EffectTakenException when an event's {@link Event#effect} is stored already
     */
    void append(String id, long after, List<Event> events);

    /** The events after number {@code after} in order; empty for an unknown Assembly. */
    List<Event> events(String id, long after);

    /** The first {@code limit} of the events after number {@code after} in order. */
    List<Event> events(String id, long after, int limit);

    /** The status the last event left, null for an unknown Assembly. */
    @Nullable AssemblyStatus status(String id);

    /** Ids of the Assemblies that have not ended, oldest first. */
    List<String> open();

    /** The file a download names, unless it has expired. */
    Optional<StoredFile> file(String fileId);
}
