package dev.atelier.core.memory;

import dev.atelier.core.port.TransactionsContract;

import java.time.Duration;
import java.time.InstantSource;

/** The contract, in memory. */
class MemoryTransactionsTest extends TransactionsContract {
    @Override
    protected Ports open() {
        return ports(InstantSource.system(), 2);
    }

    static Ports ports(InstantSource clock, int threads) {
        var transactions = new MemoryTransactions();
        return new Ports(
                transactions,
                new MemoryAssemblyStore(transactions, clock, Duration.ofHours(1)),
                new MemoryJobQueue(transactions, clock, threads));
    }
}
