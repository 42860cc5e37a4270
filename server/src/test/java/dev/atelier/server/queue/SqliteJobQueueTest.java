package dev.atelier.server.queue;

import dev.atelier.core.port.JobQueueContract;
import dev.atelier.core.port.TransactionsContract;
import dev.atelier.server.store.jdbc.OnSqlite;

import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.InstantSource;

/** The contract, on this database. */
class SqliteJobQueueTest extends JobQueueContract {
    @RegisterExtension final OnSqlite on = new OnSqlite();

    @Override
    protected TransactionsContract.Ports open(InstantSource clock) {
        return TestPorts.on(on.database(), QueueDialect.SQLITE, clock, THREADS);
    }
}
