package dev.atelier.server.store.jdbc;

import dev.atelier.core.port.AssemblyStore;
import dev.atelier.core.port.AssemblyStoreContract;

import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.InstantSource;

/** The contract, on this database. */
class PostgresAssemblyStoreTest extends AssemblyStoreContract {
    @RegisterExtension final OnPostgres on = new OnPostgres();

    @Override
    protected AssemblyStore open(InstantSource clock) {
        return new JdbcAssemblyStore(on.database(), clock, RETENTION);
    }
}
