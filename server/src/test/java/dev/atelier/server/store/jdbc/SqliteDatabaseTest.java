package dev.atelier.server.store.jdbc;

import static dev.atelier.core.port.SampleEvents.created;
import static dev.atelier.core.port.SampleEvents.id;
import static dev.atelier.core.port.SampleEvents.warned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What only SQLite in a folder promises. */
class SqliteDatabaseTest {
    private static final int WRITERS = 16;

    @RegisterExtension final OnSqlite on = new OnSqlite();

    private static JdbcAssemblyStore store(Database database) {
        return new JdbcAssemblyStore(database, InstantSource.system(), Duration.ofHours(1));
    }

    @Test
    void secondUseOfTheFolderIsRefusedUntilTheFirstEnds() throws IOException {
        var refused = assertThrows(IOException.class, () -> SqliteDatabase.open(on.folder()));

        assertTrue(String.valueOf(refused.getMessage()).contains("another process uses"));
        store(on.database()).create(id(1), List.of(created(id(1))));
        assertNotNull(store(on.reopen()).status(id(1)));
    }

    @Test
    void networkFileSystemsAreRefused() {
        Path folder = on.folder();

        for (String type : List.of("nfs", "nfs4", "CIFS", "smb3")) {
            assertThrows(IOException.class, () -> FolderLock.refuseNetwork(folder, type));
        }
    }

    @Test
    void onlyTheOwnerMayEnterTheDataFolder() throws IOException {
        for (Path each : List.of(on.folder(), on.folder().resolve("db"))) {
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
        }
    }

    @Test
    void connectionsSyncEveryCommitAndCheckReferences() {
        Database database = on.database();

        assertEquals("wal", database.write(connection -> pragma(connection, "journal_mode")));
        assertEquals("2", database.write(connection -> pragma(connection, "synchronous")));
        assertEquals("1", database.write(connection -> pragma(connection, "foreign_keys")));
        assertEquals("1", database.read(connection -> pragma(connection, "query_only")));
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("pragma " + name)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    @Test
    void writerThatThrowsTakesNobodyElseInItsBatchAlong() {
        Database database = on.database();
        JdbcAssemblyStore store = store(database);

        everyWriter(writer -> {
            for (int i = 0; i < 20; i++) {
                String id = id(writer * 100 + i);
                boolean fails = (writer + i) % 2 == 0;
                try {
                    database.run(() -> {
                        store.create(id, List.of(created(id)));
                        if (fails) {
                            throw new ArithmeticException();
                        }
                    });
                } catch (ArithmeticException e) {
                    assertNull(store.status(id));
                }
            }
        });

        assertEquals(WRITERS * 10, store.open().size());
    }

    /** One of several threads that write. */
    @FunctionalInterface
    private interface Writer {
        void write(int number);
    }

    private static void everyWriter(Writer work) {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                pool.execute(() -> work.write(number));
            }
        }
    }

    @Test
    void fullDiskLosesNothingAcknowledgedAndWritingGoesOnOnceThereIsRoom() throws IOException {
        Path folder = on.folder().resolve("small");
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        var refused = new AtomicInteger();
        var config = new SQLiteConfig();
        config.setMaxPageCount(600);

        try (var database = SqliteDatabase.open(folder, config)) {
            JdbcAssemblyStore store = store(database);
            everyWriter(writer -> fill(store, writer, acknowledged, refused));
            for (String id : acknowledged) {
                assertEquals(2, store.events(id, 0).size(), id);
            }
        }

        assertTrue(acknowledged.size() > WRITERS, "some were stored");
        assertTrue(refused.get() >= WRITERS, "all were refused in the end");
        try (var database = SqliteDatabase.open(folder)) {
            JdbcAssemblyStore store = store(database);
            List<String> open = store.open();
            assertTrue(open.containsAll(acknowledged));
            for (String id : open) {
                assertEquals(2, store.events(id, 0).size(), id);
            }
            store.create(id(999_999), List.of(created(id(999_999))));
            assertEquals("ok", database.read(connection -> pragma(connection, "integrity_check")));
        }
    }

    private static void fill(
            JdbcAssemblyStore store, int writer, Set<String> acknowledged, AtomicInteger refused) {
        int failures = 0;
        for (int i = 0; failures < 5; i++) {
            String id = id(writer * 10_000 + i);
            try {
                store.create(id, List.of(created(id), warned("x".repeat(5_000))));
                acknowledged.add(id);
            } catch (DatabaseException e) {
                failures++;
                refused.incrementAndGet();
            }
        }
    }
}
