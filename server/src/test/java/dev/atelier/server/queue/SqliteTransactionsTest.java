package dev.atelier.server.queue;

import dev.atelier.core.port.TransactionsContract;
import dev.atelier.server.store.jdbc.OnSqlite;

import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.InstantSource;

/** The contract, on this database. */
class SqliteTransactionsTest extends TransactionsContract {
    @RegisterExtension final OnSqlite on = new OnSqlite();

    @Override
    protected Ports open() {
        return TestPorts.on(on.database(), QueueDialect.SQLITE, InstantSource.system(), 2);
    }
}
