package dev.atelier.server.queue;

import dev.atelier.core.port.TransactionsContract.Ports;
import dev.atelier.server.store.jdbc.Database;
import dev.atelier.server.store.jdbc.JdbcAssemblyStore;

import java.time.Duration;
import java.time.InstantSource;

/** Store and queue on one database. */
final class TestPorts {
    private TestPorts() {}

    static Ports on(Database database, QueueDialect dialect, InstantSource clock, int threads) {
        LaneSettings settings = LaneSettings.forCores("test", 2).withThreads(threads);
        return new Ports(
                database,
                new JdbcAssemblyStore(database, clock, Duration.ofHours(1)),
                queue(database, dialect, clock, settings));
    }

    static DbSchedulerQueue queue(
            Database database, QueueDialect dialect, InstantSource clock, LaneSettings settings) {
        return new DbSchedulerQueue(database.shared(), database, dialect, settings, clock);
    }
}
