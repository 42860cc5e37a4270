package dev.atelier.server.store.jdbc;

import static dev.atelier.core.port.SampleEvents.created;
import static dev.atelier.core.port.SampleEvents.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What only PostgreSQL promises. */
class PostgresDatabaseTest {
    @RegisterExtension final OnPostgres on = new OnPostgres();

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "08006", "57P01"})
    void workIsRunAgainWholeWhenTheDatabaseAsksForIt(String state) {
        var store =
                new JdbcAssemblyStore(on.database(), InstantSource.system(), Duration.ofHours(1));
        var runs = new AtomicInteger();

        on.database()
                .run(() -> {
                    store.create(id(1), List.of(created(id(1))));
                    if (runs.incrementAndGet() < 3) {
                        throw new DatabaseException(new SQLException("again", state));
                    }
                });

        assertEquals(3, runs.get());
        assertNotNull(store.status(id(1)));
        assertEquals(1, store.events(id(1), 0).size());
    }

    @Test
    void otherErrorsAreNotTriedAgain() {
        var runs = new AtomicInteger();

        assertThrows(
                DatabaseException.class,
                () ->
                        on.database()
                                .run(() -> {
                                    runs.incrementAndGet();
                                    throw new DatabaseException(new SQLException("no", "23505"));
                                }));

        assertEquals(1, runs.get());
    }

    @Test
    void connectionCutByTheServerIsReplaced() {
        var runs = new AtomicInteger();

        int answer =
                on.database()
                        .write(connection -> {
                            if (runs.incrementAndGet() == 1) {
                                try (var statement = connection.createStatement()) {
                                    statement.execute(
                                            "select pg_terminate_backend(" + "pg_backend_pid())");
                                }
                            }
                            try (var statement = connection.createStatement();
                                    var rows = statement.executeQuery("select 42")) {
                                return rows.next() ? rows.getInt(1) : 0;
                            }
                        });

        assertEquals(42, answer);
        assertEquals(2, runs.get());
    }

    @Test
    void everyCommitIsSynced() {
        assertEquals(
                "on on",
                on.database()
                        .read(connection -> {
                            try (var statement = connection.createStatement();
                                    var rows =
                                            statement.executeQuery(
                                                    "select current_setting('fsync') || ' ' ||"
                                                        + " current_setting('synchronous_commit')")) {
                                return rows.next() ? rows.getString(1) : "";
                            }
                        }));
    }
}
