package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ProviderException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How one provider is asked and how it answers. Knows nothing of ledgers, retries, budgets, keys in
 * hand and threads; one object serves every call.
 */
public interface Adapter extends Endpoint {
    /** Names of its own settings, besides those that every provider has. */
    default Set<String> options() {
        return Set.of();
    }

    /**
     * The same with the operator's values for {@link #options}, which are also at the {@link Desk}.
     *
     * @throws IllegalArgumentException saying which one is wrong and what to write instead
     */
    default Adapter configured(Map<String, String> options) {
        return this;
    }

    /** Whether its models are shown the mask as one more picture, behind the one to change. */
    default boolean showsMask() {
        return false;
    }

    /**
     * @throws ProviderException of kind INVALID_INPUT when it cannot do this at all
     */
    Terms terms(GenerateRequest request) throws ProviderException;

    /**
     * Its own name for the style the request asks for; null when there is none, so that the style
     * is said in the prompt.
     */
    default @Nullable String style(GenerateRequest request) throws ProviderException {
        return null;
    }

    /**
     * The one request that costs money. Files it needs to have beforehand are sent with {@link
     * Desk#free}.
     */
    Ask submit(Chunk chunk, Desk desk) throws Exception;

    /** Reads a successful answer to {@link #submit}. */
    Reply submitted(Answer answer, Chunk chunk) throws IOException, ProviderException;

    /** How to ask after accepted work; never costs money. */
    default Ask poll(ObjectNode ticket) {
        throw new IllegalStateException(name() + " answers at once");
    }

    /**
     * The ticket of an order that has an id of our own, so that it can be looked for after a crash;
     * null where the provider gives the ids.
     */
    default @Nullable ObjectNode ownTicket(Chunk chunk) {
        return null;
    }

    /**
     * Reads a successful answer to {@link #poll}.
     *
     * @throws ProviderException why there will be no pictures; of kind MODEL_GONE when the order is
     *     not known, which is forgiven a few times
     */
    default Reply polled(Answer answer, ObjectNode ticket, Chunk chunk)
            throws IOException, ProviderException {
        throw new IllegalStateException(name() + " answers at once");
    }

    /**
     * The cheapest request that shows whether the key is good; it must cost nothing. Null when this
     * provider has none.
     */
    default @Nullable Ask harmless() {
        return null;
    }

    /** What it changes on its own account or cannot honour, for the Assembly's warnings. */
    default List<String> warnings(GenerateRequest request) {
        return List.of();
    }
}
