package dev.atelier.core.memory;

import dev.atelier.core.port.AssemblyStore;
import dev.atelier.core.port.AssemblyStoreContract;

import java.time.InstantSource;

/** The contract, in memory. */
class MemoryAssemblyStoreTest extends AssemblyStoreContract {
    @Override
    protected AssemblyStore open(InstantSource clock) {
        return new MemoryAssemblyStore(new MemoryTransactions(), clock, RETENTION);
    }
}
