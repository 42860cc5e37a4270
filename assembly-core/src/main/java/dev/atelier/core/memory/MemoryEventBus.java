package dev.atelier.core.memory;

import dev.atelier.core.assembly.Event;
import dev.atelier.core.port.EventBus;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** Calls the listeners of this process on the thread that publishes. */
public final class MemoryEventBus implements EventBus {
    /** Not the bare listener: one subscribed twice must be closable once. */
    private record Entry(BiConsumer<Long, Event> listener, Object identity) {}

    private final ConcurrentHashMap<String, List<Entry>> listeners = new ConcurrentHashMap<>();

    @Override
    public void publish(String assemblyId, long sequence, Event event) {
        listeners
                .getOrDefault(assemblyId, List.of())
                .forEach(entry -> entry.listener().accept(sequence, event));
    }

    @Override
    public Subscription subscribe(String assemblyId, BiConsumer<Long, Event> listener) {
        var entry = new Entry(listener, new Object());
        listeners.compute(
                assemblyId,
                (_, present) -> {
                    List<Entry> entries = present == null ? new CopyOnWriteArrayList<>() : present;
                    entries.add(entry);
                    return entries;
                });
        return () -> remove(assemblyId, entry);
    }

    private void remove(String assemblyId, Entry entry) {
        listeners.computeIfPresent(
                assemblyId,
                (_, entries) -> {
                    entries.remove(entry);
                    return entries.isEmpty() ? null : entries;
                });
    }
}
