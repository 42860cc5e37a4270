package dev.atelier.server.queue;

import static dev.atelier.core.port.SampleEvents.AT;
import static dev.atelier.core.port.SampleEvents.created;
import static dev.atelier.core.port.SampleEvents.finished;

import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Lane;
import dev.atelier.core.port.AssemblyStore;
import dev.atelier.core.port.JobQueue;
import dev.atelier.core.port.Transactions;
import dev.atelier.server.store.jdbc.Database;
import dev.atelier.server.store.jdbc.JdbcAssemblyStore;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Assemblies of a few jobs that do nothing, for drills and measurements. */
final class Load {
    private static final List<Lane> LANES = List.of(Lane.values());

    private final Transactions transactions;
    private final AssemblyStore store;
    private final JobQueue queue;
    private final int steps;
    private final ConcurrentHashMap<String, CountDownLatch> waiting = new ConcurrentHashMap<>();

    /**
     * @param steps jobs of an Assembly, one after the other, on the lanes in turn
     */
    Load(Database database, QueueDialect dialect, LaneSettings settings, int steps) {
        this.transactions = database;
        this.store = new JdbcAssemblyStore(database, InstantSource.system(), Duration.ofHours(1));
        this.queue = TestPorts.queue(database, dialect, InstantSource.system(), settings);
        this.steps = steps;
    }

    void start() {
        queue.start(this::work);
    }

    void stop() {
        queue.stop(Duration.ofSeconds(5));
    }

    JobQueue queue() {
        return queue;
    }

    AssemblyStore store() {
        return store;
    }

    /** Returns once it is stored with its first job. */
    void create(String id) {
        transactions.run(() -> {
            store.create(id, List.of(created(id)));
            enqueue(id, 0);
        });
    }

    private void enqueue(String id, int step) {
        Lane lane = steps == 1 ? Lane.LIVE_NETWORK : LANES.get(step % LANES.size());
        queue.enqueue(new JobKey(id, "step" + step, "root"), lane, 0);
    }

    /** Creates one and waits until it has ended. */
    boolean createAndAwait(String id) throws InterruptedException {
        var latch = new CountDownLatch(1);
        waiting.put(id, latch);
        create(id);
        return latch.await(30, TimeUnit.SECONDS);
    }

    private JobQueue.Finish work(JobQueue.Claim claim) {
        return ending -> {
            String id = claim.key().assemblyId();
            int step = Integer.parseInt(claim.key().step().substring("step".length()));
            boolean last = step + 1 == steps;
            transactions.run(() -> {
                store.append(id, 1L + step, ends(claim.key(), last));
                if (!last) {
                    enqueue(id, step + 1);
                }
                ending.over();
            });
            CountDownLatch latch = last ? waiting.remove(id) : null;
            if (latch != null) {
                latch.countDown();
            }
        };
    }

    private static List<Event> ends(JobKey key, boolean last) {
        return last ? List.of(finished(key), new Event.Completed(AT)) : List.of(finished(key));
    }
}
