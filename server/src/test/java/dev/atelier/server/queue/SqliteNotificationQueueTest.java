package dev.atelier.server.queue;

import dev.atelier.core.port.NotificationQueue;
import dev.atelier.core.port.NotificationQueueContract;
import dev.atelier.core.port.Transactions;
import dev.atelier.server.store.jdbc.OnSqlite;

import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.InstantSource;

/** The contract, on this database. */
class SqliteNotificationQueueTest extends NotificationQueueContract {
    @RegisterExtension final OnSqlite on = new OnSqlite();

    @Override
    protected NotificationQueue open() {
        return new DbNotificationQueue(
                on.database().shared(),
                on.database(),
                QueueDialect.SQLITE,
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
