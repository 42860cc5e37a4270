package dev.atelier.server.auth;

import java.util.function.BinaryOperator;

/** A place that holds sealed secrets, for the change of the master key. */
@FunctionalInterface
public interface SealedStore {
    /**
     * Replaces every sealed text in one transaction.
     *
     * @param again gives the new text for a sealed text and its context
     * @return how many there were
     */
    int reseal(BinaryOperator<String> again);
}
