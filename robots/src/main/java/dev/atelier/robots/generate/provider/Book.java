package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.robot.Uninterrupted;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Bill;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.ProviderLedger;

/**
 * The page of the ledger that one call has. What is known is written down whether the job that
 * learnt it was interrupted or not.
 */
record Book(ProviderLedger ledger, String key, String provider) {

    void accepted(ObjectNode ticket) {
        Uninterrupted.run(() -> ledger.accepted(key, ticket));
    }

    /** Certainly not billed. */
    ProviderException release(ProviderException e) {
        Uninterrupted.run(() -> ledger.released(key, Facts.of(e)));
        return e.with(Bill.NONE);
    }

    /** Billed for nothing, or nobody knows; unless the provider says that it is not billed. */
    ProviderException lose(ProviderException e) {
        if (e.bill() == Bill.NONE) {
            return release(e);
        }
        Uninterrupted.run(() -> ledger.lost(key, Facts.of(e)));
        return e.with(Bill.POSSIBLE);
    }

    /** As {@link #lose}, for an answer nobody foresaw. */
    ProviderException lose(Exception unforeseen) {
        return unforeseen instanceof ProviderException known
                ? lose(known)
                : lose(
                        new ProviderException(
                                Kind.BROKEN,
                                provider + " answered something that cannot be read.",
                                unforeseen));
    }
}
