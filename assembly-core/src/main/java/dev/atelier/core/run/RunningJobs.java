package dev.atelier.core.run;

import dev.atelier.core.assembly.JobKey;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The jobs this process works on right now, so that they can be told to stop. */
public final class RunningJobs {
    /** Runs, not keys: a job that was handed out twice runs twice for a while. */
    private final Set<Run> runs = ConcurrentHashMap.newKeySet();

    /** One run of a job on its thread. */
    static final class Run {
        private final JobKey key;
        private final Thread thread = Thread.currentThread();
        private final ReentrantLock lock = new ReentrantLock();
        private boolean over;
        private volatile String label;
        private volatile boolean stopped;
        private volatile boolean late;

        private Run(JobKey key) {
            this.key = key;
            this.label = key.step();
        }

        /** Says how the status names it. */
        void label(String newLabel) {
            label = newLabel;
        }

        boolean stopped() {
            return stopped;
        }

        /** It was stopped because its time was up. */
        boolean late() {
            return late;
        }

        void expire() {
            late = true;
            stop();
        }

        void stop() {
            lock.lock();
            try {
                stopped = true;
                if (!over && !thread.equals(Thread.currentThread())) {
                    thread.interrupt();
                }
            } finally {
                lock.unlock();
            }
        }

        /** After this no interrupt reaches the thread any more, and none is left pending. */
        private void end() {
            lock.lock();
            try {
                over = true;
                Thread.interrupted();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Says that the calling thread now works on a job, until {@link #end}. */
    Run begin(JobKey key) {
        var run = new Run(key);
        runs.add(run);
        return run;
    }

    void end(Run run) {
        runs.remove(run);
        run.end();
    }

    /** Stops what runs for an Assembly. */
    public void stop(String assemblyId) {
        runs.stream().filter(run -> run.key.assemblyId().equals(assemblyId)).forEach(Run::stop);
    }

    /** Labels of what runs for an Assembly. */
    public List<String> labels(String assemblyId) {
        return runs.stream()
                .filter(run -> run.key.assemblyId().equals(assemblyId))
                .map(run -> run.label)
                .sorted()
                .toList();
    }

    /** Everything this process works on right now. */
    public List<JobKey> keys() {
        return runs.stream().map(run -> run.key).toList();
    }
}
