package dev.atelier.core.port;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Lane;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Runs every job at least once, each lane on its own bounded threads. A job whose process died runs
 * again.
 */
public interface JobQueue {

    /** A job taken from its lane. */
    interface Claim {
        JobKey key();

        Lane lane();

        /** When it was enqueued, milliseconds since the epoch. */
        long enqueuedAt();

        /** How many runs of it were lost before this one, because their process died. */
        int lostRuns();
    }

    /**
     * What becomes of a job after a run; one of them is called, once. Throws when another run has
     * taken the job over, which undoes the transaction.
     */
    interface Ending {
        /** Takes the job off the queue. */
        void over();

        /** Puts the job back until then, or until {@link #hasten}, as if it had never run. */
        void again(Instant due);
    }

    /** What remains to be written when a job has run. */
    @FunctionalInterface
    interface Finish {
        /**
         * Called by the queue after {@link Handler#run}; it must call the ending inside the
         * transaction that stores the job's end. Called again, after a moment and a bounded number
         * of times, when it throws, so it must read afresh what it decides on.
         */
        void commit(Ending ending);
    }

    /**
     * Does the work of one claim on the lane's own virtual thread. A run that throws counts as
     * lost.
     */
    @FunctionalInterface
    interface Handler {
        Finish run(Claim claim);
    }

    /**
     * Puts a job on its lane; a key that waits or runs already is left as it is. Joins the
     * transaction of the caller and starts as soon as that is committed.
     *
     * @param priority higher runs first within the lane
     */
    void enqueue(JobKey key, Lane lane, int priority);

    /**
     * Makes a job that was put back due now, with the place it had at first. One that runs is left
     * as it is.
     *
     * @return false when it is gone
     */
    boolean hasten(Claim claim);

    /** Removes the waiting jobs of an Assembly; running ones are not touched. */
    void cancelAll(String assemblyId);

    void start(Handler handler);

    /**
     * Takes no further jobs, waits for the running ones, then hands those left back to the lane.
     * With any grace it waits longer for what must not be interrupted, such as a paid call.
     */
    void stop(Duration grace);

    /** Jobs waiting or running, by lane. */
    Map<Lane, Integer> depth();
}
