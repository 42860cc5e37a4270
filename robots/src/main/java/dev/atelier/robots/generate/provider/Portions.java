package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.ProviderLedger.Entry;
import dev.atelier.robots.generate.ProviderLedger.State;

import java.io.IOException;
import java.util.Optional;

/**
 * Cuts a request into the parts that one call makes each. What may have been billed keeps the size
 * it was ordered with, whoever is asked now: another cut would order some of it twice.
 *
 * @param atOnce how many pictures one call makes
 */
record Portions(GenerateRequest request, ProviderLedger ledger, int atOnce) {
    Chunk from(int first) throws IOException {
        Optional<Entry> ordered = ordered(first);
        return new Chunk(request, first, ordered.isPresent() ? ordered.get().count() : free(first));
    }

    /** How many pictures from here on one call may order. */
    private int free(int first) throws IOException {
        int most = Math.min(atOnce, request.outputs() - first);
        int count = 1;
        while (count < most && ordered(first + count).isEmpty()) {
            count++;
        }
        return count;
    }

    private Optional<Entry> ordered(int first) throws IOException {
        return ledger.find(new Chunk(request, first, 1).key())
                .filter(entry -> entry.state() != State.RELEASED);
    }
}
