package dev.atelier.core.memory;

import dev.atelier.core.port.JobQueueContract;
import dev.atelier.core.port.TransactionsContract;

import java.time.InstantSource;

/** The contract, in memory. */
class MemoryJobQueueTest extends JobQueueContract {
    @Override
    protected TransactionsContract.Ports open(InstantSource clock) {
        return MemoryTransactionsTest.ports(clock, THREADS);
    }

    @Override
    protected boolean lasting() {
        return false;
    }
}
