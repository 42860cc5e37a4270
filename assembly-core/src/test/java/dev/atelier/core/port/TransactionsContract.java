package dev.atelier.core.port;

import static dev.atelier.core.port.SampleEvents.created;
import static dev.atelier.core.port.SampleEvents.id;
import static dev.atelier.core.port.SampleEvents.job;
import static dev.atelier.core.port.SampleEvents.warned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.Lane;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What every {@link Transactions} must prove, with the store and the queue that share it. */
public abstract class TransactionsContract {
    /** Ports that write together. */
    public record Ports(Transactions transactions, AssemblyStore store, JobQueue queue) {}

    @SuppressWarnings("NullAway.Init") // set before each test
    private Transactions transactions;

    @SuppressWarnings("NullAway.Init")
    private AssemblyStore store;

    @SuppressWarnings("NullAway.Init")
    private JobQueue queue;

    /** Empty ports; the queue is not started. */
    protected abstract Ports open();

    @BeforeEach
    void openPorts() {
        Ports ports = open();
        transactions = ports.transactions();
        store = ports.store();
        queue = ports.queue();
    }

    private void createWithJob(int assembly) {
        store.create(id(assembly), List.of(created(id(assembly))));
        queue.enqueue(job(assembly, "root"), Lane.LIVE_PIXELS, 0);
    }

    private int waiting() {
        return queue.depth().getOrDefault(Lane.LIVE_PIXELS, -1);
    }

    @Test
    void eventsAndJobsBecomeTrueTogether() {
        String answer =
                transactions.call(() -> {
                    createWithJob(1);
                    return "done";
                });

        assertEquals("done", answer);
        assertEquals(AssemblyStatus.UPLOADING, store.status(id(1)));
        assertEquals(1, waiting());
    }

    @Test
    void workThatThrowsLeavesNothing() {
        createWithJob(2);

        assertThrows(
                ArithmeticException.class,
                () ->
                        transactions.run(() -> {
                            createWithJob(1);
                            store.append(id(2), 1, List.of(warned("undone")));
                            queue.cancelAll(id(2));
                            throw new ArithmeticException();
                        }));

        assertNull(store.status(id(1)));
        assertEquals(1, store.events(id(2), 0).size());
        assertEquals(1, waiting());
    }

    @Test
    void callInsideACallJoinsIt() {
        assertThrows(
                ArithmeticException.class,
                () ->
                        transactions.run(() -> {
                            transactions.run(() -> createWithJob(1));
                            throw new ArithmeticException();
                        }));

        assertNull(store.status(id(1)));
        assertEquals(0, waiting());
    }

    @Test
    void workSeesWhatItWrote() {
        transactions.run(() -> {
            createWithJob(1);
            store.append(id(1), 1, List.of(warned("own")));
            assertEquals(2, store.events(id(1), 0).size());
            assertEquals(AssemblyStatus.UPLOADING, store.status(id(1)));
            assertEquals(1, waiting());
        });
    }

    @Test
    void actionAfterTheCommitFindsTheWorkDone() {
        var seen = new ArrayList<AssemblyStatus>();

        transactions.run(() -> {
            transactions.afterCommit(() ->
                    seen.add(CompletableFuture.supplyAsync(() -> store.status(id(1))).join()));
            createWithJob(1);
            assertEquals(List.of(), seen);
        });

        assertEquals(List.of(AssemblyStatus.UPLOADING), seen);
    }

    @Test
    void actionsOfUndoneWorkAreDropped() {
        var seen = new ArrayList<String>();

        assertThrows(
                ArithmeticException.class,
                () ->
                        transactions.run(() -> {
                            transactions.afterCommit(() -> seen.add("undone"));
                            throw new ArithmeticException();
                        }));
        transactions.run(() -> createWithJob(1));

        assertEquals(List.of(), seen);
    }

    @Test
    void actionOutsideRunsAtOnce() {
        var seen = new ArrayList<String>();

        transactions.afterCommit(() -> seen.add("now"));

        assertEquals(List.of("now"), seen);
    }
}
