package dev.atelier.robots.generate;

/** The contract, in memory. */
class MemoryProviderLedgerTest extends ProviderLedgerContract {
    @Override
    protected ProviderLedger open() {
        return new MemoryProviderLedger(folder);
    }
}
