package dev.atelier.core.interpreter;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyLimits;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.JobInput;
import dev.atelier.core.assembly.Lane;
import dev.atelier.core.assembly.StepRun;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.ErrorCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what an Assembly does next.
 *
 * <p>Something happens, an {@link Event}; the {@link Assembly} takes it in and says which jobs it
 * opens; this class turns that into {@link Move}s, which somebody else carries out. It knows no
 * clock, no store and no queue: the same events always give the same moves, so a crashed server
 * that reads the events again decides the same.
 */
public final class Interpreter {
    private Interpreter() {}

    /** Takes one event into the Assembly and says what is to be done because of it. */
    public static List<Move> react(Assembly assembly, Event event) {
        List<JobInput> opened = assembly.apply(event);
        if (assembly.status().terminal()) {
            return event.ends().isPresent() ? end(assembly) : List.of();
        }
        Optional<AssemblyError> end = reasonToFail(assembly, event);
        if (end.isPresent()) {
            return List.of(new Move.Fail(end.get()));
        }
        if (assembly.allClosed()) {
            return List.of(new Move.Complete());
        }
        return enqueue(assembly, opened);
    }

    private static List<Move> end(Assembly assembly) {
        var moves = new ArrayList<Move>();
        if (assembly.status() != AssemblyStatus.COMPLETED) {
            moves.add(new Move.StopJobs());
        }
        if (assembly.wantsNotification()) {
            moves.add(new Move.Notify());
        }
        return moves;
    }

    /**
     * Everything still to be done, for an Assembly found open after a crash: what the reactions to
     * all its events have asked for, less what has been done.
     */
    public static List<Move> outstanding(Assembly assembly) {
        if (assembly.status().terminal()) {
            return List.of();
        }
        if (assembly.allClosed()) {
            return List.of(new Move.Complete());
        }
        var open = new ArrayList<JobInput>();
        for (StepRun run : assembly.runs()) {
            open.addAll(run.open());
        }
        return enqueue(assembly, open);
    }

    private static Optional<AssemblyError> reasonToFail(Assembly assembly, Event event) {
        if (event instanceof Event.JobFailed failed) {
            return Optional.of(failed.error());
        }
        AssemblyLimits limits = assembly.created().limits();
        if (assembly.fileCount() > limits.maxFiles()) {
            return tooMany(
                    "The Assembly has more than "
                            + limits.maxFiles()
                            + " files; send fewer or split it.");
        }
        if (assembly.jobCount() > limits.maxJobs()) {
            return tooMany(
                    "The steps multiply to more than "
                            + limits.maxJobs()
                            + " jobs; send fewer files or split the steps.");
        }
        return Optional.empty();
    }

    private static Optional<AssemblyError> tooMany(String message) {
        return Optional.of(AssemblyError.of(ErrorCode.MAX_NUMBER_OF_FILES_EXCEEDED, message));
    }

    private static List<Move> enqueue(Assembly assembly, List<JobInput> jobs) {
        var moves = new ArrayList<Move>(jobs.size());
        for (JobInput job : jobs) {
            moves.add(new Move.Enqueue(job.key(), lane(assembly, job)));
        }
        return moves;
    }

    /** Batch when the step asks for it, or when its input came from an import of many files. */
    private static Lane lane(Assembly assembly, JobInput job) {
        StepRun run = assembly.run(job.key().step());
        boolean batch =
                run.step().batch()
                        || job.inputs().stream().anyMatch(input -> input.file().fromBatchImport());
        return Lane.of(batch, run.facts().load());
    }
}
