package dev.atelier.server.store.jdbc;

import static dev.atelier.core.port.SampleEvents.AT;
import static dev.atelier.core.port.SampleEvents.added;
import static dev.atelier.core.port.SampleEvents.created;
import static dev.atelier.core.port.SampleEvents.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.Event;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.Usd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** What is forgotten and what is not, on both databases. */
class ExpiryTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String BYTES = "ab".repeat(32);

    @RegisterExtension final OnSqlite sqlite = new OnSqlite();
    @RegisterExtension final OnPostgres postgres = new OnPostgres();

    private final AtomicLong now = new AtomicLong(AT);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());

    private List<Database> databases() {
        return List.of(sqlite.database(), postgres.database());
    }

    private JdbcAssemblyStore store(Database database) {
        return new JdbcAssemblyStore(database, clock, HOUR);
    }

    private void forget(Database database) {
        new Expiry(database, clock, HOUR).forget();
    }

    private static long files(Database database) {
        return database.read(connection -> {
            try (Statement select = connection.createStatement();
                    ResultSet rows = select.executeQuery("select count(*) from file")) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    @Test
    void endedAssemblyIsForgottenWithAllItsRowsOnceItsTimeIsOver() {
        for (Database database : databases()) {
            now.set(AT);
            var store = store(database);
            var end = new Event.Cancelled(AT);
            store.create(id(1), List.of(created(id(1)), added(id(11), "a.png"), end));

            now.addAndGet(HOUR.toMillis() - 1);
            forget(database);
            assertTrue(store.isReferenced(BYTES));
            assertEquals(3, store.events(id(1), 0).size());

            now.incrementAndGet();
            forget(database);
            assertFalse(store.isReferenced(BYTES));
            assertNull(store.status(id(1)));
            assertEquals(List.of(), store.events(id(1), 0));
            assertEquals(0, files(database));
        }
    }

    @Test
    void whatAnAssemblyBoughtIsForgottenWithItButNotWhatTheDayCost() {
        for (Database database : databases()) {
            now.set(AT);
            var store = store(database);
            store.create(id(1), List.of(created(id(1)), new Event.Cancelled(AT)));
            store.create(id(2), List.of(created(id(2))));
            buy(database, id(1));
            buy(database, id(2));
            String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
            spend(database, "provider/" + today + "/openai");

            now.addAndGet(HOUR.toMillis());
            forget(database);

            assertEquals(List.of(id(2)), texts(database, "select assembly_id from provider_call"));
            assertEquals(
                    List.of("assembly/" + id(2), "provider/" + today + "/openai"),
                    texts(database, "select scope from provider_spending order by scope"));
        }
    }

    @Test
    void whatAForgottenAssemblyCostStaysOnTheBill() {
        for (Database database : databases()) {
            now.set(AT);
            var store = store(database);
            store.create(id(1), List.of(created(id(1)), new Event.Cancelled(AT)));
            store.create(id(2), List.of(created(id(2)), new Event.Cancelled(AT + 1)));
            store.create(id(3), List.of(created(id(3))));
            buy(database, id(1));
            buy(database, id(2));
            buy(database, id(3));
            List<ProviderLedger.Cost> before = costs(database);

            now.addAndGet(HOUR.toMillis());
            forget(database);
            now.addAndGet(HOUR.toMillis());
            forget(database);

            assertEquals(List.of(id(3)), texts(database, "select assembly_id from provider_call"));
            assertEquals(3, before.getFirst().calls());
            assertEquals(new Usd(3), before.getFirst().estimated());
            assertEquals(before, costs(database));
        }
    }

    @Test
    void twoProcessesThatForgetAtOnceAddUpACostOnce() throws Exception {
        Database database = postgres.database();
        store(database).create(id(1), List.of(created(id(1)), new Event.Cancelled(AT)));
        buy(database, id(1));
        List<ProviderLedger.Cost> before = costs(database);
        now.addAndGet(HOUR.toMillis());

        try (Database another = postgres.another();
                var together = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> late =
                    database.call(() -> {
                        forget(database);
                        Future<?> second = together.submit(() -> forget(another));
                        awaitSomebodyWaiting(database);
                        return second;
                    });
            late.get(10, TimeUnit.SECONDS);
        }

        assertEquals(1, before.getFirst().calls());
        assertEquals(before, costs(database));
    }

    private static void awaitSomebodyWaiting(Database database) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (texts(database, "select pid::text from pg_locks where not granted").isEmpty()) {
            assertTrue(System.nanoTime() < end, "nobody waits");
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static List<ProviderLedger.Cost> costs(Database database) {
        LocalDate day = LocalDate.EPOCH;
        return database.read(
                connection -> ProviderCosts.read(connection, "a", day, day.plusDays(1)));
    }

    @Test
    void budgetsOfDaysLongGoneAreForgotten() {
        for (Database database : databases()) {
            now.set(Instant.parse("2026-11-21T12:00:00Z").toEpochMilli());
            spend(database, "account/2026-11-18/a");
            spend(database, "provider/2026-11-18/openai");
            spend(database, "account/2026-11-20/a");
            spend(database, "provider/2026-11-21/openai");

            forget(database);

            assertEquals(
                    List.of("account/2026-11-20/a", "provider/2026-11-21/openai"),
                    texts(database, "select scope from provider_spending order by scope"));
        }
    }

    private static void buy(Database database, String assembly) {
        insert(
                database,
                """
                insert into provider_call (idem_key, assembly_id, account, step, input_key,
                first_ordinal, pictures, provider, model, request_hash, state, posts, resent,
                started, estimate_micros, facts, files)
                values ('key/' || ?, ?, 'a', 's', '', 0, 1, 'openai', 'm', '', 'DONE', 1, 0, 1, 1,
                '{}', '[]')
                """,
                assembly,
                assembly);
        spend(database, "assembly/" + assembly);
    }

    private static void spend(Database database, String scope) {
        insert(database, "insert into provider_spending (scope, micros) values (?, 1)", scope);
    }

    private static void insert(Database database, String sql, String... values) {
        database.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    insert.setString(i + 1, values[i]);
                }
                return insert.executeUpdate();
            }
        });
    }

    private static List<String> texts(Database database, String sql) {
        return database.read(connection -> {
            try (Statement select = connection.createStatement();
                    ResultSet rows = select.executeQuery(sql)) {
                var texts = new ArrayList<String>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        });
    }

    @Test
    void fileGoesBeforeAnAssemblyThatEndedLater() {
        for (Database database : databases()) {
            now.set(AT);
            var store = store(database);
            var end = new Event.Cancelled(AT + 1_000);
            store.create(id(1), List.of(created(id(1)), added(id(11), "a.png"), end));

            now.addAndGet(HOUR.toMillis());
            forget(database);

            assertEquals(0, files(database));
            assertEquals(AssemblyStatus.CANCELLED, store.status(id(1)));
        }
    }

    @Test
    void nothingOfAnAssemblyThatHasNotEndedIsForgotten() {
        for (Database database : databases()) {
            now.set(AT);
            var store = store(database);
            store.create(id(1), List.of(created(id(1)), added(id(11), "a.png")));

            now.addAndGet(HOUR.toMillis() * 2);
            forget(database);

            assertTrue(store.isReferenced(BYTES));
            assertEquals(1, files(database));
            assertEquals(AssemblyStatus.UPLOADING, store.status(id(1)));
        }
    }

    @Test
    void manyAreForgottenInOneGo() {
        for (Database database : databases()) {
            now.set(AT);
            var store = store(database);
            database.run(() -> {
                for (int i = 1; i <= 450; i++) {
                    store.create(id(i), List.of(created(id(i)), new Event.Cancelled(AT)));
                }
            });

            now.addAndGet(HOUR.toMillis());
            forget(database);

            assertNull(store.status(id(1)));
            assertNull(store.status(id(450)));
        }
    }
}
