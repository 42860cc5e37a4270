package dev.atelier.server.queue;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.SchedulableTaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Lane;
import dev.atelier.core.port.JobQueue.Claim;
import dev.atelier.core.port.JobQueue.Ending;
import dev.atelier.core.port.JobQueue.Finish;
import dev.atelier.core.port.JobQueue.Handler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/**
 * Turns what the library runs into a {@link Claim} and its end into a {@link Finish}. How often a
 * job was lost is counted in the library's column of failures.
 */
final class LaneTask extends AbstractTask<Long> {
    private static final Logger LOG = LoggerFactory.getLogger(LaneTask.class);
    private static final int FINISH_ATTEMPTS = 20;
    private static final Duration FINISH_PAUSE = Duration.ofMillis(50);

    private record Taken(JobKey key, Lane lane, long enqueuedAt, int lostRuns) implements Claim {}

    private final Lane lane;
    private final Handler handler;
    private final InstantSource clock;
    private final Rows rows;

    /** The rows of the lane, for what the library cannot do: put a job back as if it never ran. */
    @FunctionalInterface
    interface Rows {
        /** False when another run has taken the job over. */
        boolean putBack(Execution execution, Instant due);
    }

    LaneTask(
            Lane lane,
            Handler handler,
            InstantSource clock,
            Duration pauseAfterFailure,
            Rows rows) {
        super(LaneTable.TASK, Long.class, later(pauseAfterFailure), revived());
        this.lane = lane;
        this.handler = handler;
        this.clock = clock;
        this.rows = rows;
    }

    Lane lane() {
        return lane;
    }

    private static FailureHandler<Long> later(Duration pause) {
        return (ended, operations) -> operations.reschedule(ended, ended.getTimeDone().plus(pause));
    }

    /** It keeps its place among those of its priority. */
    private static DeadExecutionHandler<Long> revived() {
        return (ended, operations) ->
                operations.reschedule(ended, ended.getExecution().executionTime);
    }

    @Override
    public CompletionHandler<Long> execute(TaskInstance<Long> instance, ExecutionContext context) {
        Execution execution = context.getExecution();
        var claim =
                new Taken(
                        JobKey.parse(instance.getId()),
                        lane,
                        instance.getData(),
                        execution.consecutiveFailures);
        Finish finish = handler.run(claim);
        return (_, operations) -> commit(claim, finish, new Row(execution, operations));
    }

    /**
     * The library only logs when this throws, and the job would wait for its heartbeats to be
     * missed; so another try comes first. An interrupt was meant for the work, not for this.
     */
    private static void commit(Taken claim, Finish finish, Row row) {
        boolean interrupted = Thread.interrupted();
        try {
            for (int attempt = 1; !committed(claim, finish, row, attempt); attempt++) {
                LockSupport.parkNanos(FINISH_PAUSE.toNanos());
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean committed(Taken claim, Finish finish, Row row, int attempt) {
        try {
            finish.commit(row);
            return true;
        } catch (RuntimeException e) {
            if (row.overtaken) {
                LOG.info("result thrown away, another run took over job={}", claim.key().text());
                return true;
            }
            if (attempt == FINISH_ATTEMPTS) {
                throw e;
            }
            LOG.debug("job end not stored job={} attempt={}", claim.key().text(), attempt, e);
            return false;
        }
    }

    /** The row as this run took it; its version shows when it was given to another run. */
    private final class Row implements Ending {
        private final Execution execution;
        private final ExecutionOperations<Long> operations;
        private boolean overtaken;

        Row(Execution execution, ExecutionOperations<Long> operations) {
            this.execution = execution;
            this.operations = operations;
        }

        @Override
        public void over() {
            try {
                operations.stop();
            } catch (ExecutionException e) {
                overtaken = true;
                throw e;
            }
        }

        @Override
        public void again(Instant due) {
            if (!rows.putBack(execution, due)) {
                overtaken = true;
                throw new IllegalStateException("another run took over " + execution.getId());
            }
        }
    }

    @Override
    public SchedulableInstance<Long> schedulableInstance(String id) {
        return new SchedulableTaskInstance<>(instance(id), clock.instant());
    }

    @Override
    public SchedulableInstance<Long> schedulableInstance(String id, Long data) {
        return new SchedulableTaskInstance<>(instance(id, data), clock.instant());
    }
}
