package dev.atelier.core.port;

import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.AssemblySummary;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps the events of every Assembly. Sequence numbers start at 1 and have no gaps. Called inside
 * {@link Transactions#call} the writes join that transaction, else each is one of its own.
 */
public interface AssemblyStore {

    /**
     * A stored file as the download door needs it.
     *
     * @param headers it is to be served with, besides or in place of the usual ones
     */
    record StoredFile(
            String id,
            String assemblyId,
            String sha256,
            long size,
            String mime,
            String name,
            Map<String, String> headers) {
        public StoredFile {
            headers = Map.copyOf(headers);
        }
    }

    /** What Assemblies may be sorted by. */
    enum Sort {
        CREATED,
        UPDATED
    }

    /**
     * Which Assemblies are asked for; null and empty do not narrow.
     *
     * @param account whose they are
     * @param error only those that failed with this
     */
    record Query(
            String account,
            Set<AssemblyStatus> statuses,
            @Nullable ErrorCode error,
            @Nullable String id,
            @Nullable String templateId,
            Sort sort,
            Listing listing) {
        public Query {
            statuses = Set.copyOf(statuses);
        }

        /** All of an account, newest first. */
        public static Query of(String account) {
            return new Query(account, Set.of(), null, null, null, Sort.CREATED, Listing.ALL);
        }

        public Query with(Listing part) {
            return new Query(account, statuses, error, id, templateId, sort, part);
        }
    }

    /**
     * @param count of all that match, not only of those on this page
     */
    record Page(List<AssemblySummary> items, long count) {}

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

    /** How many of an account's Assemblies have not ended; not counted beyond {@code most}. */
    int open(String account, int most);

    /** The file a download names, unless it has expired. */
    Optional<StoredFile> file(String fileId);

    /**
     * Keeps what lists show of a stored Assembly, in place of what was kept before. To be called in
     * the transaction of the events that changed its status.
     *
     * @param words what keywords are looked for in, in lower case
     */
    void summarise(AssemblySummary summary, String words);

    /** Those that have a summary. */
    Page list(Query query);

    /** Hands over every summary of an account's Assemblies created in {@code [from, to)}. */
    void summaries(String account, long from, long to, Consumer<AssemblySummary> each);
}
