package dev.atelier.core.port;

import dev.atelier.core.assembly.JobKey;

import java.time.Duration;

/** Hears of jobs as they run, for metrics and progress. Must not block or throw. */
public interface JobListener {
    /** How a run ended. */
    enum Outcome {
        FINISHED,
        IGNORED,
        FAILED,
        CANCELLED,
        /** It will run again when somebody has time for it. */
        PUT_OFF
    }

    JobListener NONE = new JobListener() {};

    default void started(JobKey job, String robot) {}

    default void progressed(JobKey job, int done, int total) {}

    default void ended(JobKey job, String robot, Outcome outcome, Duration took) {}
}
