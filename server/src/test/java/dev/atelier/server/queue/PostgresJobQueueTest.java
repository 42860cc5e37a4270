package dev.atelier.server.queue;

import dev.atelier.core.port.JobQueueContract;
import dev.atelier.core.port.TransactionsContract;
import dev.atelier.server.store.jdbc.OnPostgres;

import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.InstantSource;

/** The contract, on this database. */
class PostgresJobQueueTest extends JobQueueContract {
    @RegisterExtension final OnPostgres on = new OnPostgres();

    @Override
    protected TransactionsContract.Ports open(InstantSource clock) {
        return TestPorts.on(on.database(), QueueDialect.POSTGRES, clock, THREADS);
    }
}
