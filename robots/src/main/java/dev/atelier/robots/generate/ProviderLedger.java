package dev.atelier.robots.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.JobKey;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The book of paid calls: what was ordered, whether it may have been billed, and what came of it.
 * Every method has committed when it returns. Safe for concurrent use.
 */
public interface ProviderLedger {

    /** How far a call has come. */
    enum State {
        /** On its way; after a crash nobody knows whether it arrived. */
        SENT,
        /** The provider works on it, or its pictures wait to be fetched; the ticket says where. */
        ACCEPTED,
        /** The pictures are stored. */
        DONE,
        /** Certainly not billed; it may be sent again. */
        RELEASED,
        /** Billed without a result, or nobody knows; it is never sent again. */
        LOST
    }

    /**
     * One paid call, before it is sent.
     *
     * @param key the same for the same work, also after a crash
     * @param first ordinal of its first picture
     * @param count pictures it orders
     * @param requestHash of the body, for the operator
     */
    record Order(
            String key,
            JobKey job,
            int first,
            int count,
            String provider,
            String model,
            String requestHash,
            Usd estimate,
            Instant started) {}

    /**
     * What may be spent in all, this call included; null for no limit. A day is one of UTC.
     *
     * @param perKeyAndDay of the account the Assembly belongs to
     */
    record Budgets(
            @Nullable Usd perAssembly,
            @Nullable Usd perKeyAndDay,
            @Nullable Usd perProviderAndDay) {
        public static final Budgets NONE = new Budgets(null, null, null);
    }

    /**
     * What is known of a call.
     *
     * @param provider who was asked last
     * @param count pictures it ordered when it was sent last
     * @param posts how often it was sent
     * @param resent whether it was sent once more after a crash left its fate unknown
     * @param facts the ticket, the answer, or what went wrong, as the state has it
     * @param pictures local files, read only, in the order they were stored
     */
    record Entry(
            State state,
            String provider,
            int count,
            int posts,
            boolean resent,
            ObjectNode facts,
            List<Path> pictures) {}

    /**
     * What one model of a provider cost an account. Calls that were certainly not billed are not in
     * it.
     *
     * @param results of the calls that came to an end
     * @param charged what the provider said
     * @param estimated of calls whose provider does not say, and of those under way
     * @param uncertain of calls that may have been billed without a result
     */
    record Cost(
            String provider,
            String model,
            int calls,
            int results,
            Usd charged,
            Usd estimated,
            Usd uncertain) {}

    Optional<Entry> find(String key) throws IOException;

    /**
     * What an account's calls of some days of UTC cost, by provider and model. It stays when the
     * Assemblies are forgotten.
     *
     * @param before the day after the last
     */
    List<Cost> costs(String account, LocalDate from, LocalDate before);

    /**
     * Notes that the call is about to be sent and sets its estimate aside. A call that is known
     * already is counted once more.
     *
     * @param before what {@link #find} gave; somebody else must not have moved on from there
     * @throws ProviderException of kind BUDGET, and nothing is noted
     */
    void sent(Order order, Optional<Entry> before, Budgets budgets) throws ProviderException;

    void accepted(String key, ObjectNode ticket);

    /**
     * Takes the pictures over; the paths given no longer exist afterwards.
     *
     * @param cost null when the provider does not say; the estimate stands then
     * @return what {@link #find} gives from now on
     */
    Entry done(String key, List<Path> pictures, ObjectNode facts, @Nullable Usd cost)
            throws IOException;

    /** Gives back what was set aside. */
    void released(String key, ObjectNode facts);

    void lost(String key, ObjectNode facts);

    /**
     * What to throw when a budget does not allow a call.
     *
     * @param whose such as {@code this Assembly}
     */
    static ProviderException overBudget(String whose, Usd spent, Usd estimate, Usd most) {
        return new ProviderException(
                ProviderException.Kind.BUDGET,
                "The budget of %s is %s; %s is spent or set aside and this call would add about %s. Nothing was ordered."
                        .formatted(whose, most, spent, estimate));
    }
}
