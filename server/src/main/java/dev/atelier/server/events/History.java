package dev.atelier.server.events;

import dev.atelier.core.assembly.Event;
import dev.atelier.core.port.AssemblyStore;

import java.util.ArrayList;
import java.util.List;

/** The entries of an Assembly read from the store, a page of events at a time. */
final class History {
    private static final int PAGE = 256;

    private final AssemblyStore store;
    private final String id;
    private final Narration narration = new Narration();

    History(AssemblyStore store, String id) {
        this.store = store;
        this.id = id;
    }

    /** The entries of the next page; it may have none though more events follow. */
    List<Entry> next() {
        var entries = new ArrayList<Entry>();
        for (Event event : store.events(id, narration.sequence(), PAGE)) {
            entries.addAll(narration.take(event));
        }
        return entries;
    }
}
