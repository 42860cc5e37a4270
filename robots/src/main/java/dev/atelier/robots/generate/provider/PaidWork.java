package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.robots.generate.ProviderException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;

/** What one paid call orders: how it is asked for and how the answer is read. */
public interface PaidWork {
    JobKey job();

    /** Ordinal of the first result of the job that it makes. */
    int first();

    /** How many results it orders. */
    int count();

    /** The provider's own name for the model. */
    String model();

    /** The same for the same work, so that a repeated call can be told from a new one. */
    default String key() {
        return Chunk.key(job(), first());
    }

    /** The one request that costs money. */
    Ask submit() throws Exception;

    /** Reads a successful answer to {@link #submit}. */
    Reply submitted(Answer answer) throws IOException, ProviderException;

    /** How to ask after accepted work; never costs money. */
    default Ask poll(ObjectNode ticket) {
        throw new IllegalStateException(model() + " answers at once");
    }

    /**
     * What to ask with after an order of which nobody knows whether it arrived; null where the
     * provider alone gives the ids.
     */
    default @Nullable ObjectNode ownTicket() {
        return null;
    }

    /** Reads a successful answer to {@link #poll}. */
    default Reply polled(Answer answer, ObjectNode ticket) throws IOException, ProviderException {
        throw new IllegalStateException(model() + " answers at once");
    }

    /**
     * Looks at one result before it is taken in.
     *
     * @throws ProviderException when it is not what was ordered
     */
    void check(Path file) throws IOException, ProviderException;
}
