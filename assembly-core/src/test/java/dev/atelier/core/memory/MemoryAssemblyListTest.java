package dev.atelier.core.memory;

import dev.atelier.core.port.AssemblyListContract;
import dev.atelier.core.port.AssemblyStore;

import java.time.Duration;
import java.time.InstantSource;

class MemoryAssemblyListTest extends AssemblyListContract {
    @Override
    protected AssemblyStore open(InstantSource clock) {
        return new MemoryAssemblyStore(new MemoryTransactions(), clock, Duration.ofHours(1));
    }
}
