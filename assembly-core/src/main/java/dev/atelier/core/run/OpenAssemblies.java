package dev.atelier.core.run;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.AssemblyStore;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Assemblies kept folded in memory, each used by one thread at a time. Forgetting one is always
 * safe: it is folded again from the store, and a writer with an old state is refused there.
 */
final class OpenAssemblies {
    /** What an Assembly of ordinary size weighs, in events. */
    private static final long USUAL_WEIGHT = 64;

    /** How many characters of a request take the room of one event. */
    private static final int CHARS_PER_EVENT = 512;

    private final AssemblyStore store;
    private final long capacity;
    private final Map<String, Holder> holders = new LinkedHashMap<>(16, 0.75f, true);
    private final ReentrantLock lock = new ReentrantLock();
    private long weight;

    private static final class Holder {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Assembly assembly;
        private long weight;
    }

    /**
     * @param capacity how many Assemblies of ordinary size to keep; fewer when they are large
     */
    OpenAssemblies(AssemblyStore store, int capacity) {
        this.store = store;
        this.capacity = capacity * USUAL_WEIGHT;
    }

    /**
     * Runs the work alone on the state. Work that throws may have left the state half changed, so
     * it is forgotten before anybody else sees it.
     *
     * @throws AssemblyException {@code ASSEMBLY_NOT_FOUND}
     */
    <T> T with(String id, Function<Assembly, T> work) {
        Holder holder = holder(id);
        holder.lock.lock();
        boolean done = false;
        try {
            Assembly assembly = holder.assembly == null ? load(id) : holder.assembly;
            holder.assembly = assembly;
            T result = work.apply(assembly);
            weigh(id, holder, assembly);
            done = true;
            return result;
        } finally {
            if (!done) {
                holder.assembly = null;
                forget(id, holder);
            }
            holder.lock.unlock();
        }
    }

    /**
     * Stores a new Assembly by {@code work} and keeps it folded. Whoever asks for it meanwhile
     * waits.
     *
     * @throws AssemblyStore.IdTakenException when the id is known here already, or from the work
     */
    void create(Assembly assembly, Runnable work) {
        Holder holder = holder(assembly.id());
        holder.lock.lock();
        try {
            if (holder.assembly != null) {
                throw new AssemblyStore.IdTakenException(assembly.id());
            }
            work.run();
            holder.assembly = assembly;
            weigh(assembly.id(), holder, assembly);
        } finally {
            holder.lock.unlock();
        }
    }

    /**
     * Folds what others stored since; false when there is nothing. To be called within the work.
     */
    boolean catchUp(Assembly assembly) {
        if (assembly.status().terminal()
                && !assembly.wantsNotification()
                && assembly.notifications().isEmpty()) {
            return false;
        }
        List<Event> newer = store.events(assembly.id(), assembly.seq());
        newer.forEach(assembly::apply);
        return !newer.isEmpty();
    }

    private Holder holder(String id) {
        lock.lock();
        try {
            return holders.computeIfAbsent(id, key -> new Holder());
        } finally {
            lock.unlock();
        }
    }

    private void weigh(String id, Holder holder, Assembly assembly) {
        lock.lock();
        try {
            if (holders.get(id) == holder) {
                long now =
                        assembly.seq()
                                + assembly.created().request().params().length() / CHARS_PER_EVENT;
                weight += now - holder.weight;
                holder.weight = now;
                makeRoom();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets those not used for longest; never the one in use, which stands last. */
    private void makeRoom() {
        var eldest = holders.values().iterator();
        while (weight > capacity && holders.size() > 1) {
            weight -= eldest.next().weight;
            eldest.remove();
        }
    }

    private void forget(String id, Holder holder) {
        lock.lock();
        try {
            if (holders.remove(id, holder)) {
                weight -= holder.weight;
            }
        } finally {
            lock.unlock();
        }
    }

    private Assembly load(String id) {
        List<Event> events = store.events(id, 0);
        if (events.isEmpty() || !(events.getFirst() instanceof Event.Created created)) {
            throw new AssemblyException(
                    ErrorCode.ASSEMBLY_NOT_FOUND, "There is no Assembly " + id + ".");
        }
        Assembly assembly = Assembly.of(created);
        events.forEach(assembly::apply);
        return assembly;
    }
}
