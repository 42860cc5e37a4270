package dev.atelier.server.events;

import dev.atelier.core.assembly.Event;
import dev.atelier.server.wire.LiveUpdates;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Turns the events of one Assembly, from the first on, into entries. For one thread at a time. */
final class Narration {
    private @Nullable LiveUpdates updates;
    private long sequence;
    private @Nullable Position end;

    List<Entry> take(Event event) {
        sequence++;
        if (event instanceof Event.Created created) {
            updates = new LiveUpdates(created);
        }
        if (updates == null) {
            throw new IllegalStateException("the first event is not the creation");
        }
        List<LiveUpdates.Update> told = updates.take(event);
        var entries = new ArrayList<Entry>(told.size());
        for (int part = 1; part <= told.size(); part++) {
            var at = Position.after(sequence, part, told.size());
            entries.add(Entry.of(at, told.get(part - 1)));
        }
        if (event.ends().isPresent()) {
            end = new Position(sequence, 0);
            if (entries.isEmpty()) {
                entries.add(Entry.silent(end));
            }
        }
        return entries;
    }

    /** Number of the last event taken. */
    long sequence() {
        return sequence;
    }

    /** Where the Assembly ended, null while it goes on. */
    @Nullable Position end() {
        return end;
    }
}
