package dev.atelier.server.events;

import dev.atelier.core.assembly.Event;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.AssemblyStore;
import dev.atelier.core.port.EventBus;
import dev.atelier.core.run.AssemblyService;
import dev.atelier.server.wire.LiveUpdates;

import io.vertx.core.buffer.Buffer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One Assembly while somebody follows it. Hears of new events, writes each as text once for all
 * listeners and keeps the last few; what is older, or was stored by another process, it reads from
 * the store. By the number of an event nothing is told twice or left out.
 */
final class Feed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int PAGE = 256;

    /**
     * How feeds behave.
     *
     * @param kept entries held for listeners
     * @param poll how often to look for what another process stored
     * @param progress how often to tell the progress, zero for never
     */
    record Manner(int kept, Duration poll, Duration progress) {}

    /** What feeds read from. */
    record Sources(AssemblyStore store, EventBus bus, AssemblyService service) {}

    /** An event with its number. */
    private record Heard(long sequence, Event event) {}

    /**
     * What a listener is to send next.
     *
     * @param behind the next entries are no longer held here
     * @param over nothing will follow these
     */
    record Batch(List<Entry> entries, boolean behind, boolean over) {}

    /** The latest progress; a higher number is newer. */
    record Passing(long number, Buffer text) {}

    private final String id;
    private final Sources sources;
    private final Manner manner;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final ReentrantLock opening = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Entry> kept = new ArrayDeque<>();
    private final Narration narration = new Narration();
    private Position dropped = Position.START;
    private EventBus.@Nullable Subscription subscription;
    private volatile @Nullable Position end;
    private volatile @Nullable Passing progress;
    private volatile boolean closed;

    Feed(String id, Sources sources, Manner manner) {
        this.id = id;
        this.sources = sources;
        this.manner = manner;
    }

    /**
     * Reads what there is and goes on by itself; does nothing the second time.
     *
     * @throws AssemblyException {@code ASSEMBLY_NOT_FOUND}
     */
    void open() {
        opening.lock();
        try {
            if (subscription == null) {
                var mine =
                        sources.bus().subscribe(id, (n, event) -> heard.add(new Heard(n, event)));
                try {
                    readOn();
                    requireEvents();
                } catch (RuntimeException e) {
                    mine.close();
                    throw e;
                }
                subscription = mine;
                if (end == null) {
                    Thread.ofVirtual().name("feed").start(this::run);
                }
            }
        } finally {
            opening.unlock();
        }
    }

    private void requireEvents() {
        if (narration.sequence() == 0) {
            throw new AssemblyException(ErrorCode.ASSEMBLY_NOT_FOUND, "There is no such Assembly.");
        }
    }

    private void run() {
        long lastProgress = System.nanoTime();
        while (!closed && end == null) {
            try {
                step(heard.poll(manner.poll().toMillis(), TimeUnit.MILLISECONDS));
                if (tellsProgress() && System.nanoTime() - lastProgress > nanos()) {
                    lastProgress = System.nanoTime();
                    tellProgress();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warn("live updates are late assembly={}", id, e);
                }
            }
        }
    }

    private void step(@Nullable Heard next) {
        if (next == null || next.sequence() > narration.sequence() + 1) {
            readOn();
        } else if (next.sequence() == narration.sequence() + 1) {
            take(next.event());
        }
    }

    private void readOn() {
        List<Event> page;
        do {
            page = sources.store().events(id, narration.sequence(), PAGE);
            page.forEach(this::take);
        } while (page.size() == PAGE);
    }

    private void take(Event event) {
        if (end != null) {
            return;
        }
        List<Entry> entries = narration.take(event);
        lock.lock();
        try {
            for (Entry entry : entries) {
                kept.addLast(entry);
                if (kept.size() > manner.kept()) {
                    dropped = kept.removeFirst().at();
                }
            }
            end = narration.end();
        } finally {
            lock.unlock();
        }
        if (!entries.isEmpty()) {
            wakeAll();
        }
    }

    private boolean tellsProgress() {
        return manner.progress().isPositive() && end == null;
    }

    private long nanos() {
        return manner.progress().toNanos();
    }

    private void tellProgress() {
        Buffer text = Entry.passing(sources.service().read(id, LiveUpdates::progress));
        Passing before = progress;
        if (before == null || !before.text().equals(text)) {
            progress = new Passing(before == null ? 1 : before.number() + 1, text);
            wakeAll();
        }
    }

    private void wakeAll() {
        listeners.forEach(Runnable::run);
    }

    /** The entries that follow a position, as many as fit; at least one if there is one. */
    Batch after(Position position, int bytes) {
        lock.lock();
        try {
            if (position.isBefore(dropped)) {
                return new Batch(List.of(), true, false);
            }
            var entries = new ArrayList<Entry>();
            int size = 0;
            for (Entry entry : kept) {
                if (position.isBefore(entry.at())) {
                    if (size > 0 && size + entry.text().length() > bytes) {
                        return new Batch(entries, false, false);
                    }
                    entries.add(entry);
                    size += entry.text().length();
                }
            }
            return new Batch(entries, false, end != null);
        } finally {
            lock.unlock();
        }
    }

    @Nullable Passing progress() {
        return progress;
    }

    /** Whether nothing follows a position any more. */
    boolean isOverAt(Position position) {
        Position last = end;
        return last != null && !position.isBefore(last);
    }

    History history() {
        return new History(sources.store(), id);
    }

    /** The action is run, on any thread, when there is something new. */
    void add(Runnable listener) {
        listeners.add(listener);
    }

    void remove(Runnable listener) {
        listeners.remove(listener);
    }

    @Override
    public void close() {
        closed = true;
        opening.lock();
        try {
            if (subscription != null) {
                subscription.close();
            }
        } finally {
            opening.unlock();
        }
    }
}
