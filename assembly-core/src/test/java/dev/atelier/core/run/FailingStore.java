package dev.atelier.core.run;

import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.AssemblySummary;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.port.AssemblyStore;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A store whose next append fails when it is told to. */
final class FailingStore implements AssemblyStore {
    private final AssemblyStore inner;
    private @Nullable RuntimeException next;

    FailingStore(AssemblyStore inner) {
        this.inner = inner;
    }

    void failOnce(RuntimeException failure) {
        next = failure;
    }

    @Override
    public void create(String id, List<Event> events) {
        inner.create(id, events);
    }

    @Override
    public void append(String id, long after, List<Event> events) {
        RuntimeException now = next;
        next = null;
        if (now != null) {
            throw now;
        }
        inner.append(id, after, events);
    }

    @Override
    public List<Event> events(String id, long after) {
        return inner.events(id, after);
    }

    @Override
    public List<Event> events(String id, long after, int limit) {
        return inner.events(id, after, limit);
    }

    @Override
    public @Nullable AssemblyStatus status(String id) {
        return inner.status(id);
    }

    @Override
    public List<String> open() {
        return inner.open();
    }

    @Override
    public int open(String account, int most) {
        return inner.open(account, most);
    }

    @Override
    public Optional<StoredFile> file(String fileId) {
        return inner.file(fileId);
    }

    @Override
    public void summarise(AssemblySummary summary, String words) {
        inner.summarise(summary, words);
    }

    @Override
    public Page list(Query query) {
        return inner.list(query);
    }

    @Override
    public void summaries(String account, long from, long to, Consumer<AssemblySummary> each) {
        inner.summaries(account, from, to, each);
    }
}
