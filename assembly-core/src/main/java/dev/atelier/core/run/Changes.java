package dev.atelier.core.run;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblySummary;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.interpreter.Interpreter;
import dev.atelier.core.interpreter.Move;
import dev.atelier.core.port.AssemblyStore;
import dev.atelier.core.port.NotificationQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The only way a stored Assembly changes: events are decided on its newest state, folded, and
 * stored in one transaction with the jobs they open; then listeners are told.
 */
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(AssemblyService.class);

    /** How often a change is decided anew because another writer was first. */
    private static final int ATTEMPTS = 20;

    private final AssemblyService.Ports ports;
    private final RunningJobs running;
    private final OpenAssemblies open;

    Changes(AssemblyService.Ports ports, RunningJobs running, int cachedAssemblies) {
        this.ports = ports;
        this.running = running;
        this.open = new OpenAssemblies(ports.store(), cachedAssemblies);
    }

    /** Runs the function on the newest state. */
    <T> T read(String id, Function<Assembly, T> projection) {
        return open.with(
                id,
                assembly -> {
                    open.catchUp(assembly);
                    return projection.apply(assembly);
                });
    }

    /**
     * Stores a new Assembly.
     *
     * @param events {@code Created} leads
     */
    void create(List<Event> events) {
        Assembly assembly = Assembly.of((Event.Created) events.getFirst());
        String id = assembly.id();
        var written = new ArrayList<Event>();
        List<Move> moves = fold(assembly, events, written);
        try {
            open.create(
                    assembly,
                    () -> {
                        ports.transactions()
                                .run(() -> {
                                    ports.store().create(id, written);
                                    summarise(assembly);
                                    perform(assembly, moves);
                                });
                        publish(id, 0, written);
                    });
        } catch (AssemblyStore.IdTakenException e) {
            var used =
                    AssemblyError.of(
                            ErrorCode.DO_NOT_REUSE_ASSEMBLY_IDS,
                            "The Assembly id " + id + " has been used before; make a new one.");
            throw new AssemblyException(used.with("assembly_id", id), e);
        }
    }

    /**
     * Changes an Assembly.
     *
     * @param decide gives the events, none to leave it as it is; called again when another writer
     *     was first
     * @param also joins the transaction, whatever was decided
     */
    void apply(String id, Function<Assembly, List<Event>> decide, Runnable also) {
        for (int attempt = 1; ; attempt++) {
            try {
                open.with(
                        id,
                        assembly -> {
                            append(assembly, newest(assembly, decide), also);
                            return Boolean.TRUE;
                        });
                return;
            } catch (AssemblyStore.SequenceTakenException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The store notices events decided on an old state, but not that none were. */
    private List<Event> newest(Assembly assembly, Function<Assembly, List<Event>> decide) {
        List<Event> events = decide.apply(assembly);
        return events.isEmpty() && open.catchUp(assembly) ? decide.apply(assembly) : events;
    }

    /** Puts back the jobs that should wait or run. */
    void reopen(String id) {
        read(
                id,
                assembly -> {
                    ports.transactions()
                            .run(() -> perform(assembly, Interpreter.outstanding(assembly)));
                    return Boolean.TRUE;
                });
    }

    private void append(Assembly assembly, List<Event> events, Runnable also) {
        if (events.isEmpty()) {
            ports.transactions().run(also);
            return;
        }
        String id = assembly.id();
        long before = assembly.seq();
        var written = new ArrayList<Event>();
        List<Move> moves = fold(assembly, events, written);
        ports.transactions()
                .run(() -> {
                    ports.store().append(id, before, written);
                    if (written.stream().anyMatch(Changes::changesStatus)) {
                        summarise(assembly);
                    }
                    perform(assembly, moves);
                    also.run();
                });
        publish(id, before, written);
    }

    private static boolean changesStatus(Event event) {
        return event instanceof Event.UploadsClosed || event.ends().isPresent();
    }

    private void summarise(Assembly assembly) {
        ports.store().summarise(AssemblySummary.of(assembly), AssemblySummary.words(assembly));
    }

    /** Folds events and those that follow from them; gives the moves left for the queue. */
    private List<Move> fold(Assembly assembly, List<Event> events, List<Event> written) {
        var moves = new ArrayList<Move>();
        var next = new ArrayDeque<>(events);
        while (!next.isEmpty() && takes(assembly, next.element())) {
            Event event = next.poll();
            written.add(event);
            List<Move> opened = Interpreter.react(assembly, event);
            moves.addAll(opened);
            next.addAll(follow(opened));
        }
        return moves;
    }

    /** After the end only what came of notifications is of interest. */
    private static boolean takes(Assembly assembly, Event event) {
        return !assembly.status().terminal() || event instanceof Event.Notified;
    }

    /** The events moves bring about by themselves. */
    List<Event> follow(List<Move> moves) {
        var events = new ArrayList<Event>();
        for (Move move : moves) {
            switch (move) {
                case Move.Complete complete -> events.add(new Event.Completed(now()));
                case Move.Fail fail -> events.add(new Event.Failed(now(), fail.error()));
                case Move.Enqueue enqueue -> {}
                case Move.StopJobs stop -> {}
                case Move.Notify notify -> {}
            }
        }
        return events;
    }

    private void perform(Assembly assembly, List<Move> moves) {
        String id = assembly.id();
        if (moves.contains(new Move.Notify())) {
            ports.notifications().add(NotificationQueue.Notification.ofEnd(assembly, now()));
        }
        if (moves.contains(new Move.StopJobs())) {
            ports.queue().cancelAll(id);
            ports.transactions().afterCommit(() -> running.stop(id));
            return;
        }
        for (Move move : moves) {
            if (move instanceof Move.Enqueue enqueue) {
                ports.queue().enqueue(enqueue.job(), enqueue.lane(), 0);
            }
        }
    }

    /** What is stored stays stored, so a listener that throws must not look like a failure. */
    private void publish(String id, long before, List<Event> events) {
        for (int i = 0; i < events.size(); i++) {
            try {
                ports.bus().publish(id, before + i + 1, events.get(i));
            } catch (RuntimeException e) {
                LOG.error("listener failed assembly={}", id, e);
            }
        }
    }

    private long now() {
        return ports.clock().millis();
    }
}
