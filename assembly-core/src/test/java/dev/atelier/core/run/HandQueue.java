package dev.atelier.core.run;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Lane;
import dev.atelier.core.memory.MemoryTransactions;
import dev.atelier.core.port.JobQueue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does nothing by itself: the test takes jobs off by hand, twice if it likes. */
final class HandQueue implements JobQueue {
    private final MemoryTransactions transactions;
    private final Map<JobKey, Job> jobs = new LinkedHashMap<>();
    private final Map<JobKey, Instant> resting = new HashMap<>();
    private final List<String> taken = new ArrayList<>();

    record Job(JobKey key, Lane lane, long enqueuedAt, int lostRuns) implements Claim {}

    HandQueue(MemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void enqueue(JobKey key, Lane lane, int priority) {
        transactions.afterCommit(() -> jobs.putIfAbsent(key, new Job(key, lane, 0, 0)));
    }

    @Override
    public void cancelAll(String assemblyId) {
        transactions.afterCommit(
                () -> jobs.keySet().removeIf(key -> key.assemblyId().equals(assemblyId)));
    }

    /** The jobs that wait, oldest first. */
    List<Job> waiting() {
        return List.copyOf(jobs.values());
    }

    /** The one job of a step that waits. */
    Job waiting(String step) {
        return jobs.values().stream()
                .filter(job -> job.key().step().equals(step))
                .findFirst()
                .orElseThrow();
    }

    /** Steps of the jobs taken so far, in order. */
    List<String> taken() {
        return taken;
    }

    /** Loses everything that waits, as no real queue should. */
    void forget() {
        jobs.clear();
    }

    void run(Job job, Handler handler) {
        taken.add(job.key().step());
        handler.run(job).commit(ending(job.key()));
    }

    Ending ending(JobKey key) {
        return new Ending() {
            @Override
            public void over() {
                remove(key);
            }

            @Override
            public void again(Instant due) {
                resting.put(key, due);
            }
        };
    }

    /** When the jobs that were put back are due. */
    Map<JobKey, Instant> resting() {
        return resting;
    }

    @Override
    public boolean hasten(Claim claim) {
        resting.remove(claim.key());
        return jobs.containsKey(claim.key());
    }

    private void remove(JobKey key) {
        transactions.afterCommit(() -> jobs.remove(key));
    }

    /** Runs what waits until nothing does. */
    void drain(Handler handler) {
        while (!jobs.isEmpty()) {
            run(jobs.values().iterator().next(), handler);
        }
    }

    @Override
    public void start(Handler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stop(Duration grace) {}

    @Override
    public Map<Lane, Integer> depth() {
        return Map.of();
    }
}
