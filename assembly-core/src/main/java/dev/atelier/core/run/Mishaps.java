package dev.atelier.core.run;

import dev.atelier.core.assembly.IgnoredError;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.Phase;
import dev.atelier.core.instructions.Step;
import dev.atelier.core.port.JobQueue;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** What a client is told of a job that did not go well, and whether its step ignores that. */
final class Mishaps {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    /** Errors that are meant for the client and that {@code ignore_errors} does not cover. */
    private static final Set<ErrorCode> NEVER_IGNORED =
            EnumSet.of(ErrorCode.FILE_FILTER_DECLINED_FILE, ErrorCode.FILE_VERIFY_INVALID_FILE);

    private Mishaps() {}

    /**
     * What a client is told of a robot that threw.
     *
     * @param failure the robot's own code for what it did not foresee
     * @throws LostRunException when the process itself is going down
     */
    static AssemblyError error(Throwable thrown, Step step, ErrorCode failure) {
        return switch (thrown) {
            case AssemblyException e -> e.error();
            case LostRunException e -> throw e;
            // nobody told the job to stop, so the process itself is going down
            case CancellationException e -> throw e;
            case InterruptedException e -> throw new LostRunException("interrupted", e);
            case IOException e when Thread.currentThread().isInterrupted() ->
                    throw new LostRunException("interrupted", e);
            // its message is a path of the server's
            case FileSystemException e -> {
                LOG.error("job failed step={}", step.name(), e);
                yield AssemblyError.of(failure, failure.defaultMessage());
            }
            case IOException e -> {
                LOG.info("job failed step={} error={}", step.name(), e.toString());
                String message = e.getMessage();
                yield AssemblyError.of(
                        failure, message == null ? failure.defaultMessage() : message);
            }
            default -> {
                LOG.error("job failed step={}", step.name(), thrown);
                yield AssemblyError.of(failure, failure.defaultMessage());
            }
        };
    }

    static AssemblyError timeout(Duration time) {
        return AssemblyError.of(
                ErrorCode.INTERNAL_COMMAND_TIMEOUT,
                "The job took longer than " + time.toSeconds() + " seconds.");
    }

    static AssemblyError lost(JobQueue.Claim claim) {
        return AssemblyError.of(
                ErrorCode.WORKER_JOB_ERROR,
                "The server went down "
                        + claim.lostRuns()
                        + " times while it worked on this; it is not tried again.");
    }

    /** Null when the step ignores the error; it is then among the ignored ones. */
    static @Nullable AssemblyError settle(
            AssemblyError error, Step step, List<IgnoredError> ignored) {
        Phase phase = phase(error);
        if (!step.ignoreErrors().contains(phase) || NEVER_IGNORED.contains(error.code())) {
            return error;
        }
        ignored.add(new IgnoredError(step.name(), phase, error));
        return null;
    }

    private static Phase phase(AssemblyError error) {
        return switch (error.code()) {
            case FILE_META_DATA_ERROR -> Phase.META;
            case IMPORT_FILE_ERROR,
                    HTTP_IMPORT_FAILURE,
                    HTTP_IMPORT_NOT_FOUND,
                    HTTP_IMPORT_ACCESS_DENIED ->
                    Phase.IMPORT;
            default -> Phase.EXECUTE;
        };
    }
}
