package dev.atelier.core.memory;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Lane;
import dev.atelier.core.port.JobQueue;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Runs jobs on virtual threads, a fixed number at a time in each lane. */
public final class MemoryJobQueue implements JobQueue {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryJobQueue.class);
    private static final int FINISH_ATTEMPTS = 3;
    private static final Comparator<Job> NEXT_FIRST =
            Comparator.<Job>comparingInt(job -> -job.priority).thenComparingLong(job -> job.order);

    private static final class Job {
        private final JobKey key;
        private final Lane lane;
        private final int priority;
        private final long order;
        private final long enqueuedAt;
        private int lostRuns;
        private boolean resting;
        private @Nullable Thread runner;

        Job(JobKey key, Lane lane, int priority, long order, long enqueuedAt) {
            this.key = key;
            this.lane = lane;
            this.priority = priority;
            this.order = order;
            this.enqueuedAt = enqueuedAt;
        }
    }

    private record Taken(JobKey key, Lane lane, long enqueuedAt, int lostRuns) implements Claim {}

    private final MemoryTransactions transactions;
    private final InstantSource clock;
    private final int threads;
    private final Map<JobKey, Job> jobs = new HashMap<>();
    private final Map<Lane, NavigableSet<Job>> waiting = new EnumMap<>(Lane.class);
    private final Map<Lane, Integer> running = new EnumMap<>(Lane.class);
    private final ReentrantLock watch = new ReentrantLock();
    private final Condition changed = watch.newCondition();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("jobs-put-off").factory());
    private @Nullable Handler handler;
    private long orders;

    /**
     * @param threads how many jobs of one lane run at a time
     */
    public MemoryJobQueue(MemoryTransactions transactions, InstantSource clock, int threads) {
        this.transactions = transactions;
        this.clock = clock;
        this.threads = threads;
        for (Lane lane : Lane.values()) {
            waiting.put(lane, new TreeSet<>(NEXT_FIRST));
            running.put(lane, 0);
        }
    }

    @Override
    public void enqueue(JobKey key, Lane lane, int priority) {
        transactions.run(() -> {
            if (!jobs.containsKey(key)) {
                add(new Job(key, lane, priority, orders++, clock.millis()));
                transactions.afterCommit(this::startWaiting);
            }
        });
    }

    private void add(Job job) {
        jobs.put(job.key, job);
        waitingIn(job.lane).add(job);
        transactions.onUndo(() -> forget(job));
    }

    private void forget(Job job) {
        jobs.remove(job.key);
        waitingIn(job.lane).remove(job);
    }

    private NavigableSet<Job> waitingIn(Lane lane) {
        return waiting.computeIfAbsent(lane, _ -> new TreeSet<>(NEXT_FIRST));
    }

    @Override
    public void cancelAll(String assemblyId) {
        transactions.run(() ->
                jobs.values().stream()
                        .filter(job -> job.runner == null)
                        .filter(job -> job.key.assemblyId().equals(assemblyId))
                        .toList()
                        .forEach(this::cancel));
        announce();
    }

    private void cancel(Job job) {
        forget(job);
        transactions.onUndo(() -> {
            jobs.put(job.key, job);
            if (!job.resting) {
                waitingIn(job.lane).add(job);
            }
        });
    }

    @Override
    public void start(Handler newHandler) {
        transactions.run(() -> handler = newHandler);
        startWaiting();
    }

    private void startWaiting() {
        var started = new ArrayList<Thread>();
        transactions.run(() -> {
            if (handler != null) {
                waiting.forEach((lane, queued) -> take(lane, queued, handler, started));
            }
        });
        started.forEach(Thread::start);
    }

    private void take(Lane lane, NavigableSet<Job> queued, Handler now, List<Thread> started) {
        while (!queued.isEmpty() && running.getOrDefault(lane, 0) < threads) {
            Job job = Objects.requireNonNull(queued.pollFirst());
            Thread runner = Thread.ofVirtual().unstarted(() -> run(job, now));
            job.runner = runner;
            running.merge(lane, 1, Integer::sum);
            started.add(runner);
        }
    }

    private void run(Job job, Handler now) {
        Thread self = Thread.currentThread();
        try {
            Finish finish = now.run(new Taken(job.key, job.lane, job.enqueuedAt, job.lostRuns));
            commit(finish, new Turn(job, self));
        } catch (RuntimeException e) {
            LOG.warn("job run lost job={}", job.key.text(), e);
        } finally {
            ended(job, self);
        }
    }

    private void commit(Finish finish, Turn turn) {
        for (int attempt = 1; ; attempt++) {
            try {
                finish.commit(turn);
                return;
            } catch (RuntimeException e) {
                if (attempt == FINISH_ATTEMPTS || !transactions.call(turn::holds)) {
                    throw e;
                }
            }
        }
    }

    /** One run of a job, as long as no other has taken it over. */
    private final class Turn implements Ending {
        private final Job job;
        private final Thread self;

        Turn(Job job, Thread self) {
            this.job = job;
            this.self = self;
        }

        boolean holds() {
            return Objects.equals(job.runner, self) && jobs.get(job.key) == job;
        }

        private void require() {
            if (!holds()) {
                throw new IllegalStateException("another run has taken over " + job.key);
            }
        }

        @Override
        public void over() {
            transactions.run(() -> {
                require();
                jobs.remove(job.key);
                transactions.onUndo(() -> jobs.put(job.key, job));
            });
        }

        @Override
        public void again(Instant due) {
            transactions.run(() -> {
                require();
                leaveThread(job);
                job.resting = true;
                transactions.onUndo(() -> {
                    job.resting = false;
                    job.runner = self;
                    running.merge(job.lane, 1, Integer::sum);
                });
            });
            long millis = Math.max(0, Duration.between(clock.instant(), due).toMillis());
            var _ = timer.schedule(() -> wake(job.key), millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public boolean hasten(Claim claim) {
        return wake(claim.key());
    }

    private boolean wake(JobKey key) {
        boolean known =
                transactions.call(() -> {
                    Job job = jobs.get(key);
                    if (job != null && job.resting) {
                        job.resting = false;
                        waitingIn(job.lane).add(job);
                    }
                    return job != null;
                });
        startWaiting();
        return known;
    }

    private void ended(Job job, Thread self) {
        transactions.run(() -> {
            if (Objects.equals(job.runner, self)) {
                job.lostRuns++;
                handBack(job);
            }
        });
        announce();
        startWaiting();
    }

    private void leaveThread(Job job) {
        job.runner = null;
        running.merge(job.lane, -1, Integer::sum);
    }

    /** Off its thread, and back on its lane unless it was removed. */
    private void handBack(Job job) {
        leaveThread(job);
        if (jobs.get(job.key) == job) {
            waitingIn(job.lane).add(job);
        }
    }

    @Override
    public void stop(Duration grace) {
        transactions.run(() -> handler = null);
        if (!await(this::nothingRuns, grace)) {
            transactions.run(() ->
                    List.copyOf(jobs.values()).stream()
                            .filter(job -> job.runner != null)
                            .forEach(this::interrupt));
        }
    }

    private void interrupt(Job job) {
        Thread runner = job.runner;
        handBack(job);
        if (runner != null) {
            runner.interrupt();
        }
    }

    @Override
    public Map<Lane, Integer> depth() {
        return transactions.call(() -> {
            var depth = new EnumMap<Lane, Integer>(Lane.class);
            for (Lane lane : Lane.values()) {
                depth.put(lane, 0);
            }
            jobs.values().forEach(job -> depth.merge(job.lane, 1, Integer::sum));
            return depth;
        });
    }

    /** Waits until no job waits or runs; false when that takes longer than the limit. */
    public boolean awaitIdle(Duration limit) {
        return await(() -> jobs.isEmpty() && nothingRuns(), limit);
    }

    private boolean nothingRuns() {
        return running.values().stream().allMatch(count -> count == 0);
    }

    /** Looks at the goal without holding the watch: whoever announces is in a transaction. */
    private boolean await(BooleanSupplier goal, Duration limit) {
        long left = limit.toNanos();
        try {
            while (!transactions.call(goal::getAsBoolean)) {
                if (left <= 0) {
                    return false;
                }
                long most = Math.min(left, TimeUnit.MILLISECONDS.toNanos(20));
                left -= most - Math.max(0, nextChange(most));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller looks again, however this wait ended
    private long nextChange(long nanos) throws InterruptedException {
        watch.lock();
        try {
            return changed.awaitNanos(nanos);
        } finally {
            watch.unlock();
        }
    }

    private void announce() {
        watch.lock();
        try {
            changed.signalAll();
        } finally {
            watch.unlock();
        }
    }
}
