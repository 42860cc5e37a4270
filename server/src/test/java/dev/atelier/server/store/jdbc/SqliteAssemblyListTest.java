package dev.atelier.server.store.jdbc;

import dev.atelier.core.port.AssemblyListContract;
import dev.atelier.core.port.AssemblyStore;

import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.InstantSource;

/** The contract, on this database. */
class SqliteAssemblyListTest extends AssemblyListContract {
    @RegisterExtension final OnSqlite on = new OnSqlite();

    @Override
    protected AssemblyStore open(InstantSource clock) {
        return new JdbcAssemblyStore(on.database(), clock, Duration.ofHours(1));
    }
}
