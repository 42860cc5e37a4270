package dev.atelier.server.queue;

import dev.atelier.core.port.NotificationQueue;
import dev.atelier.core.port.NotificationQueueContract;
import dev.atelier.core.port.Transactions;
import dev.atelier.server.store.jdbc.OnPostgres;

import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.InstantSource;

/** The contract, on this database. */
class PostgresNotificationQueueTest extends NotificationQueueContract {
    @RegisterExtension final OnPostgres on = new OnPostgres();

    @Override
    protected NotificationQueue open() {
        return new DbNotificationQueue(
                on.database().shared(),
                on.database(),
                QueueDialect.POSTGRES,
                LaneSettings.forCores("test", 2)
                        .withHeartbeat(Duration.ofMillis(100))
                        .withPolling(Duration.ofMillis(20)),
                4,
                InstantSource.system());
    }

    @Override
    protected Transactions transactions() {
        return on.database();
    }
}
