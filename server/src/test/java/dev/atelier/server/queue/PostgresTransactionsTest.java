package dev.atelier.server.queue;

import dev.atelier.core.port.TransactionsContract;
import dev.atelier.server.store.jdbc.OnPostgres;

import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.InstantSource;

/** The contract, on this database. */
class PostgresTransactionsTest extends TransactionsContract {
    @RegisterExtension final OnPostgres on = new OnPostgres();

    @Override
    protected Ports open() {
        return TestPorts.on(on.database(), QueueDialect.POSTGRES, InstantSource.system(), 2);
    }
}
