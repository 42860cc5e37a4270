package dev.atelier.core.port;

import static dev.atelier.core.port.SampleEvents.AT;
import static dev.atelier.core.port.SampleEvents.added;
import static dev.atelier.core.port.SampleEvents.created;
import static dev.atelier.core.port.SampleEvents.emitted;
import static dev.atelier.core.port.SampleEvents.finished;
import static dev.atelier.core.port.SampleEvents.id;
import static dev.atelier.core.port.SampleEvents.job;
import static dev.atelier.core.port.SampleEvents.warned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.port.AssemblyStore.EffectTakenException;
import dev.atelier.core.port.AssemblyStore.IdTakenException;
import dev.atelier.core.port.AssemblyStore.SequenceTakenException;
import dev.atelier.core.port.AssemblyStore.StoredFile;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** What every {@link AssemblyStore} must prove. */
public abstract class AssemblyStoreContract {
    /** How long files live in the store under test. */
    protected static final Duration RETENTION = Duration.ofHours(1);

    private final AtomicLong now = new AtomicLong(AT);

    @SuppressWarnings("NullAway.Init") // set before each test
    private AssemblyStore store;

    /** An empty store that keeps files for {@link #RETENTION} by this clock. */
    protected abstract AssemblyStore open(InstantSource clock);

    @BeforeEach
    void openStore() {
        store = open(() -> Instant.ofEpochMilli(now.get()));
    }

    @Test
    void eventsAreReadBackInOrderAndUnchanged() {
        List<Event> first = List.of(created(id(1)), added(id(11), "größe \uD83C\uDF3B.png"));
        List<Event> second =
                List.of(new Event.UploadsClosed(AT + 1), finished(job(1, id(11))), warned("late"));

        store.create(id(1), first);
        store.append(id(1), 2, second);

        assertEquals(concat(first, second), store.events(id(1), 0));
        assertEquals(second.subList(1, 3), store.events(id(1), 3));
        assertEquals(List.of(), store.events(id(1), 5));
        assertEquals(List.of(), store.events(id(1), 99));
        assertEquals(second.subList(0, 2), store.events(id(1), 2, 2));
    }

    private static List<Event> concat(List<Event> first, List<Event> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    @Test
    void unknownAssemblyHasNoEventsNoStatusNoFile() {
        assertEquals(List.of(), store.events(id(9), 0));
        assertNull(store.status(id(9)));
        assertEquals(Optional.empty(), store.file(id(9)));
    }

    @Test
    void usedIdIsRefusedAndTheFirstStays() {
        store.create(id(1), List.of(created(id(1), AT)));

        assertThrows(
                IdTakenException.class,
                () -> store.create(id(1), List.of(created(id(1), AT + 1), warned("second"))));

        assertEquals(List.of(created(id(1), AT)), store.events(id(1), 0));
    }

    @Test
    void appendAfterATakenNumberStoresNothing() {
        store.create(id(1), List.of(created(id(1)), warned("there")));

        assertThrows(
                SequenceTakenException.class,
                () -> store.append(id(1), 1, List.of(warned("a"), added(id(11), "a.png"))));

        assertEquals(2, store.events(id(1), 0).size());
        assertEquals(Optional.empty(), store.file(id(11)));
    }

    @Test
    void appendBeyondTheEndIsRefusedSoThatNumbersHaveNoGap() {
        store.create(id(1), List.of(created(id(1))));

        assertThrows(
                IllegalStateException.class, () -> store.append(id(1), 2, List.of(warned("a"))));
        assertThrows(
                IllegalStateException.class, () -> store.append(id(7), 0, List.of(warned("a"))));

        assertEquals(1, store.events(id(1), 0).size());
        assertEquals(0, store.events(id(7), 0).size());
    }

    @Test
    void secondEndOfAJobIsRefusedWithAllThatCameWithIt() {
        store.create(id(1), List.of(created(id(1)), finished(job(1, "root"))));

        assertThrows(
                EffectTakenException.class,
                () ->
                        store.append(
                                id(1),
                                2,
                                List.of(
                                        emitted(job(1, "x"), 0, id(11)),
                                        finished(job(1, "root")))));

        assertEquals(2, store.events(id(1), 0).size());
        assertEquals(Optional.empty(), store.file(id(11)));
    }

    @Test
    void oneAppendCannotHoldTheSameEffectTwice() {
        store.create(id(1), List.of(created(id(1))));

        assertThrows(
                EffectTakenException.class,
                () ->
                        store.append(
                                id(1),
                                1,
                                List.of(finished(job(1, "root")), finished(job(1, "root")))));

        assertEquals(1, store.events(id(1), 0).size());
    }

    @Test
    void anotherAssemblyMayHaveTheSameEffect() {
        store.create(id(1), List.of(created(id(1)), added(id(11), "a.png")));

        store.create(id(2), List.of(created(id(2)), added(id(11), "a.png")));

        assertEquals(2, store.events(id(2), 0).size());
    }

    @Test
    void statusIsWhatTheLastEventLeft() {
        store.create(id(1), List.of(created(id(1))));
        assertEquals(AssemblyStatus.UPLOADING, store.status(id(1)));

        store.append(id(1), 1, List.of(new Event.UploadsClosed(AT)));
        assertEquals(AssemblyStatus.EXECUTING, store.status(id(1)));

        store.append(id(1), 2, List.of(new Event.Completed(AT)));
        assertEquals(AssemblyStatus.COMPLETED, store.status(id(1)));

        store.append(id(1), 3, List.of(warned("afterwards")));
        assertEquals(AssemblyStatus.COMPLETED, store.status(id(1)));
    }

    @Test
    void openAreThoseNotEndedOldestFirst() {
        store.create(id(3), List.of(created(id(3), AT)));
        store.create(id(2), List.of(created(id(2), AT + 1), new Event.Completed(AT + 2)));
        store.create(id(1), List.of(created(id(1), AT + 2), new Event.UploadsClosed(AT + 2)));

        assertEquals(List.of(id(3), id(1)), store.open());

        store.append(id(3), 1, List.of(new Event.Cancelled(AT + 5)));
        assertEquals(List.of(id(1)), store.open());
    }

    @Test
    void openOnesOfAnAccountAreCountedUpToALimit() {
        String account = Event.Sender.LOCAL_ACCOUNT;
        for (int i = 1; i <= 3; i++) {
            store.create(id(i), List.of(created(id(i))));
        }
        store.append(id(2), 1, List.of(new Event.Cancelled(AT)));

        assertEquals(2, store.open(account, 10));
        assertEquals(1, store.open(account, 1));
        assertEquals(0, store.open("somebody else", 10));
    }

    @Test
    void fileIsFoundUntilItExpires() {
        store.create(id(1), List.of(created(id(1)), added(id(11), "a.png")));
        store.append(id(1), 2, List.of(emitted(job(1, id(11)), 0, id(12))));
        var expected =
                new StoredFile(id(11), id(1), "ab".repeat(32), 42, "image/png", "a.png", Map.of());

        assertEquals(Optional.of(expected), store.file(id(11)));
        assertTrue(store.file(id(12)).isPresent());

        now.addAndGet(RETENTION.toMillis());
        assertEquals(Optional.empty(), store.file(id(11)));
    }

    @Test
    void headersAFileIsToBeServedWithAreKept() {
        Event.FileAdded plain = added(id(11), "a.png");
        ObjectNode meta = AssemblyFile.emptyJson();
        meta.putObject(AssemblyFile.SERVED_HEADERS).put("X-Name", "größe \"1\"");
        var served = new Event.FileAdded(plain.at(), plain.file().withMeta(meta));

        store.create(id(1), List.of(created(id(1)), served));

        assertEquals(Map.of("X-Name", "größe \"1\""), store.file(id(11)).orElseThrow().headers());
    }

    @Test
    void firstWriterOfAFileIdWins() {
        store.create(id(1), List.of(created(id(1)), added(id(11), "first.png")));

        store.create(id(2), List.of(created(id(2)), added(id(11), "second.png")));

        assertEquals(
                Optional.of("first.png"), store.file(id(11)).map(AssemblyStore.StoredFile::name));
    }

    @Test
    void largeEventsKeepEveryCharacter() {
        String large = "ä\"\\\n".repeat(200_000);

        store.create(id(1), List.of(created(id(1)), warned(large)));

        assertEquals(warned(large), store.events(id(1), 1).getFirst());
    }

    @Test
    void writersRacingForTheNextNumberLeaveNoGapAndLoseNothing() throws Exception {
        int writers = 8;
        int each = 10;
        store.create(id(1), List.of(created(id(1))));

        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (int writer = 0; writer < writers; writer++) {
                String name = "writer " + writer;
                tasks.add(() -> {
                    for (int i = 0; i < each; i++) {
                        appendWhenever(name + " event " + i);
                    }
                    return true;
                });
            }
            for (var future : pool.invokeAll(tasks)) {
                future.get();
            }
        }

        List<Event> events = store.events(id(1), 1);
        assertEquals(writers * each, events.size());
        assertEquals(events.size(), Set.copyOf(events).size());
    }

    private void appendWhenever(String message) {
        while (true) {
            int last = store.events(id(1), 0).size();
            try {
                store.append(id(1), last, List.of(warned(message)));
                return;
            } catch (SequenceTakenException e) {
                assertEquals("event " + (last + 1) + " of " + id(1) + " exists", e.getMessage());
            }
        }
    }
}
