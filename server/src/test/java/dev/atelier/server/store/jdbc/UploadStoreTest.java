package dev.atelier.server.store.jdbc;

import static dev.atelier.core.port.SampleEvents.AT;
import static dev.atelier.core.port.SampleEvents.created;
import static dev.atelier.core.port.SampleEvents.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.memory.MemoryUploadStore;
import dev.atelier.core.port.FileStore.FileRef;
import dev.atelier.core.port.UploadStore;
import dev.atelier.core.port.UploadStore.State;
import dev.atelier.core.port.UploadStore.Upload;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What a store of uploads promises, on both databases and in memory. */
class UploadStoreTest {
    @RegisterExtension final OnSqlite sqlite = new OnSqlite();
    @RegisterExtension final OnPostgres postgres = new OnPostgres();

    private final InstantSource clock = () -> Instant.ofEpochMilli(AT);

    private List<UploadStore> stores() {
        for (Database database : List.of(sqlite.database(), postgres.database())) {
            var assemblies = new JdbcAssemblyStore(database, clock, Duration.ofHours(1));
            assemblies.create(id(1), List.of(created(id(1))));
            assemblies.create(id(2), List.of(created(id(2))));
        }
        return List.of(
                new JdbcUploadStore(sqlite.database()),
                new JdbcUploadStore(postgres.database()),
                new MemoryUploadStore());
    }

    private static Upload upload(int number, int assembly, @Nullable Long length) {
        return new Upload(
                id(100 + number),
                id(assembly),
                "http://localhost/resumable/files/" + id(100 + number),
                "ä b.txt",
                "field",
                AssemblyFile.emptyJson().put("k", "ä\u0000"),
                "filename w6Q=",
                number == 3 ? Upload.PARTIAL : null,
                length,
                State.RECEIVING,
                null,
                AT + number);
    }

    @Test
    void anUploadComesBackAsItWasStored() {
        for (UploadStore store : stores()) {
            store.create(upload(1, 1, 5_000_000_000L));
            store.create(upload(2, 1, null));
            store.create(upload(3, 2, 0L));

            assertEquals(Optional.of(upload(1, 1, 5_000_000_000L)), store.find(id(101)));
            assertEquals(
                    List.of(upload(1, 1, 5_000_000_000L), upload(2, 1, null)), store.of(id(1)));
            assertTrue(store.find(id(103)).orElseThrow().partial());
            assertTrue(store.find(id(104)).isEmpty());
        }
    }

    @Test
    void lengthStateAndHashesChange() {
        var ref = new FileRef("ab".repeat(32), "cd".repeat(16), 7);
        for (UploadStore store : stores()) {
            store.create(upload(1, 1, null));

            Upload known = upload(1, 1, null).withLength(7);
            store.update(known);
            store.touch(id(101), AT + 99);
            assertEquals(Optional.of(known.touchedAt(AT + 99)), store.find(id(101)));

            store.update(known.complete(ref));
            assertEquals(ref, store.find(id(101)).orElseThrow().ref());
            assertEquals(1, store.pending().size());

            store.update(known.complete(ref).withState(State.ADDED));
            assertEquals(List.of(), store.pending());
            store.delete(id(101));
            assertTrue(store.find(id(101)).isEmpty());
        }
    }

    @Test
    void uploadsAreForgottenWithTheirAssembly() {
        for (Database database : List.of(sqlite.database(), postgres.database())) {
            var assemblies = new JdbcAssemblyStore(database, clock, Duration.ofHours(1));
            assemblies.create(id(1), List.of(created(id(1)), new Event.Completed(AT)));
            var store = new JdbcUploadStore(database);
            store.create(upload(1, 1, 3L));

            new Expiry(database, () -> Instant.ofEpochMilli(AT + 7_200_000), Duration.ofHours(1))
                    .forget();

            assertEquals(List.of(), assemblies.events(id(1), 0));
            assertTrue(store.find(id(101)).isEmpty());
        }
    }
}
