package dev.atelier.core.robot;

import dev.atelier.core.assembly.JobKey;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A robot cannot go on before somebody else has time for it. The job is put back and holds no
 * thread while it waits; then the robot runs again from its start. What it has emitted and paid for
 * stays.
 */
public final class NotYetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration atMost;
    private final transient Line line;

    /** Where jobs wait for their turn. */
    @FunctionalInterface
    public interface Line {
        /** Nobody says when it is time; the wait alone decides. */
        Line NONE = _ -> {};

        /** Takes a job in that is put back by now, so that it may be called at once. */
        void join(Place place);
    }

    /**
     * A job in line.
     *
     * @param account whose job it is; accounts take turns
     * @param ready called once, when it is the job's turn; does not throw; false when nobody will
     *     come
     */
    public record Place(JobKey job, String account, BooleanSupplier ready) {}

    /**
     * @param message what it waits for
     * @param atMost when the job runs again though nobody called it
     */
    public NotYetException(String message, Duration atMost, Line line) {
        super(message, null, false, false);
        this.atMost = atMost;
        this.line = line;
    }

    public Duration atMost() {
        return atMost;
    }

    public Line line() {
        return line;
    }
}
