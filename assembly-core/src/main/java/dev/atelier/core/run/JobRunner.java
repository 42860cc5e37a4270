package dev.atelier.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.IgnoredError;
import dev.atelier.core.assembly.JobInput;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.Expressions;
import dev.atelier.core.instructions.Phase;
import dev.atelier.core.instructions.Step;
import dev.atelier.core.instructions.Variables;
import dev.atelier.core.port.CredentialVault;
import dev.atelier.core.port.FileStore;
import dev.atelier.core.port.JobListener;
import dev.atelier.core.port.JobQueue;
import dev.atelier.core.port.MetadataReader;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.core.robot.RobotRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs one job from claim to result: is it still wanted, what are its parameters, let the robot
 * work, and turn whatever happened into the end the Assembly records.
 */
public final class JobRunner implements JobQueue.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    /** Errors that are meant for the client and that {@code ignore_errors} does not cover. */
    private static final Set<ErrorCode> NEVER_IGNORED =
            EnumSet.of(ErrorCode.FILE_FILTER_DECLINED_FILE, ErrorCode.FILE_VERIFY_INVALID_FILE);

    private final AssemblyService service;
    private final RobotRegistry robots;
    private final RunningJobs running;
    private final ServiceLimits limits;
    private final Workshop workshop;
    private final ScheduledExecutorService timer;

    /**
     * What jobs work with.
     *
     * @param scratch the folder their own folders are made in
     * @param timer runs the time limits; it must not block
     */
    public record Workshop(
            FileStore files,
            MetadataReader metadata,
            PixelPool pixels,
            Path scratch,
            InstantSource clock,
            JobListener listener,
            CredentialVault credentials,
            Expressions expressions,
            ScheduledExecutorService timer) {}

    /** What the Assembly says of a job when it starts. */
    record Work(
            Step step,
            JobInput input,
            ObjectNode fields,
            Event.Request request,
            Set<Integer> emitted) {}

    public JobRunner(
            AssemblyService service,
            RobotRegistry robots,
            RunningJobs running,
            ServiceLimits limits,
            Workshop workshop) {
        this.service = service;
        this.robots = robots;
        this.running = running;
        this.limits = limits;
        this.workshop = workshop;
        this.timer = workshop.timer();
    }

    @Override
    public JobQueue.Finish run(JobQueue.Claim claim) {
        // known as running before the Assembly is read, so that no cancel falls in between
        RunningJobs.Run run = running.begin(claim.key());
        try {
            return run(claim, run);
        } finally {
            running.end(run);
        }
    }

    private JobQueue.Finish run(JobQueue.Claim claim, RunningJobs.Run run) {
        JobKey key = claim.key();
        Optional<Work> found;
        try {
            found = service.read(key.assemblyId(), assembly -> wanted(assembly, key));
        } catch (AssemblyException e) {
            LOG.error("job of no Assembly dropped job={}", key.text(), e);
            return Runnable::run;
        }
        if (found.isEmpty()) {
            return remove -> service.finished(key, List.of(), 0, remove);
        }
        if (claim.lostRuns() >= limits.lostRuns()) {
            return failed(key, lost(claim));
        }
        Work work = found.get();
        long started = workshop.clock().millis();
        var ignored = new ArrayList<IgnoredError>();
        AssemblyError error = work(claim, work, run, ignored);
        long took = workshop.clock().millis() - started;
        return error == null
                ? remove -> service.finished(key, ignored, took, remove)
                : failed(key, error);
    }

    private JobQueue.Finish failed(JobKey key, AssemblyError error) {
        return remove -> service.failed(key, error.inStep(key.step()), remove);
    }

    /** Empty when the Assembly is over or the job has ended before. */
    private static Optional<Work> wanted(Assembly assembly, JobKey key) {
        JobInput input = assembly.job(key);
        if (input == null || !assembly.awaits(key)) {
            return Optional.empty();
        }
        var run = assembly.run(key.step());
        return Optional.of(
                new Work(
                        run.step(),
                        input,
                        assembly.fields(),
                        assembly.created().request(),
                        run.emitted(key)));
    }

    /** Lets the robot work under a time limit; gives the error that ends the Assembly, if one. */
    private @Nullable AssemblyError work(
            JobQueue.Claim claim, Work work, RunningJobs.Run run, List<IgnoredError> ignored) {
        JobKey key = claim.key();
        String robot = work.step().robot();
        run.label(work.input().label());
        Duration time = time(robot);
        var limit = timer.schedule(run::expire, time.toMillis(), TimeUnit.MILLISECONDS);
        long started = workshop.clock().millis();
        workshop.listener().started(key, robot);
        var outcome = JobListener.Outcome.CANCELLED;
        try (var context = new JobContext(claim, work, run, workshop, service, ignored)) {
            runRobot(work, context);
            outcome = JobListener.Outcome.FINISHED;
            return null;
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
            if (run.stopped() && !run.late()) {
                return null;
            }
            AssemblyError error =
                    settle(run.late() ? timeout(time) : error(e, work), work, ignored);
            outcome = error == null ? JobListener.Outcome.IGNORED : JobListener.Outcome.FAILED;
            return error;
        } finally {
            limit.cancel(false);
            var took = Duration.ofMillis(workshop.clock().millis() - started);
            workshop.listener().ended(key, robot, outcome, took);
            LOG.info(
                    "job ended assembly={} step={} outcome={} ms={}",
                    key.assemblyId(),
                    key.step(),
                    outcome,
                    took.toMillis());
        }
    }

    private void runRobot(Work work, JobContext context) throws Exception {
        Robot<?> robot =
                robots.find(work.step().robot())
                        .orElseThrow(() ->
                                new AssemblyException(
                                        ErrorCode.ASSEMBLY_STEP_UNKNOWN_ROBOT,
                                        "The robot "
                                                + work.step().robot()
                                                + " is no longer here."));
        runBound(robot, work, context);
    }

    private <P extends Record> void runBound(Robot<P> robot, Work work, JobContext context)
            throws Exception {
        var variables =
                new Variables(
                        context.variables(), workshop.expressions(), robot.about().validation());
        ObjectNode raw = variables.substitute(work.step(), robot.about().literal());
        if (!variables.violations().isEmpty()) {
            throw new AssemblyException(AssemblyError.of(variables.violations()));
        }
        variables
                .missing()
                .forEach(name ->
                        context.warn("${" + name + "} has no value here; it was left empty."));
        P params = ParamBinder.bind(robot.about(), work.step().name(), raw);
        robot.run(params, input(work.input()), context);
    }

    private static RobotInput input(JobInput job) {
        return new RobotInput(
                job.inputs().stream()
                        .map(input -> new RobotInput.Item(input.file(), input.from(), input.as()))
                        .toList());
    }

    /** Null when the step ignores the error; it is then among the ignored ones. */
    private static @Nullable AssemblyError settle(
            AssemblyError error, Work work, List<IgnoredError> ignored) {
        Phase phase = phase(error);
        if (!work.step().ignoreErrors().contains(phase) || NEVER_IGNORED.contains(error.code())) {
            return error;
        }
        ignored.add(new IgnoredError(work.step().name(), phase, error));
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

    /** What a client is told of a robot that threw. */
    private AssemblyError error(Throwable thrown, Work work) {
        ErrorCode failure =
                robots.find(work.step().robot())
                        .map(robot -> robot.about().failure())
                        .orElse(ErrorCode.INTERNAL_COMMAND_ERROR);
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
                LOG.error("job failed step={}", work.step().name(), e);
                yield AssemblyError.of(failure, failure.defaultMessage());
            }
            case IOException e -> {
                LOG.info("job failed step={} error={}", work.step().name(), e.toString());
                String message = e.getMessage();
                yield AssemblyError.of(
                        failure, message == null ? failure.defaultMessage() : message);
            }
            default -> {
                LOG.error("job failed step={}", work.step().name(), thrown);
                yield AssemblyError.of(failure, failure.defaultMessage());
            }
        };
    }

    private Duration time(String robot) {
        return robots.find(robot)
                .map(known -> limits.jobTime().plus(known.about().waits()))
                .orElse(limits.jobTime());
    }

    private static AssemblyError timeout(Duration time) {
        return AssemblyError.of(
                ErrorCode.INTERNAL_COMMAND_TIMEOUT,
                "The job took longer than " + time.toSeconds() + " seconds.");
    }

    private static AssemblyError lost(JobQueue.Claim claim) {
        return AssemblyError.of(
                ErrorCode.WORKER_JOB_ERROR,
                "The server went down "
                        + claim.lostRuns()
                        + " times while it worked on this; it is not tried again.");
    }
}
