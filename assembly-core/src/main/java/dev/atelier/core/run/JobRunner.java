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
import dev.atelier.core.instructions.Step;
import dev.atelier.core.instructions.Variables;
import dev.atelier.core.port.CredentialVault;
import dev.atelier.core.port.FileStore;
import dev.atelier.core.port.JobListener;
import dev.atelier.core.port.JobQueue;
import dev.atelier.core.port.MetadataReader;
import dev.atelier.core.robot.NotYetException;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.core.robot.RobotRegistry;
import dev.atelier.core.robot.Uninterrupted;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs one job from claim to result: is it still wanted, what are its parameters, let the robot
 * work, and turn whatever happened into the end the Assembly records.
 */
public final class JobRunner implements JobQueue.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

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
            return JobQueue.Ending::over;
        }
        if (found.isEmpty()) {
            return ending -> service.finished(key, List.of(), 0, ending::over);
        }
        if (claim.lostRuns() >= limits.lostRuns()) {
            return failed(key, Mishaps.lost(claim));
        }
        return work(claim, found.get(), run);
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

    /** Lets the robot work under a time limit and says what remains to be written. */
    private JobQueue.Finish work(JobQueue.Claim claim, Work work, RunningJobs.Run run) {
        JobKey key = claim.key();
        String robot = work.step().robot();
        run.label(work.input().label());
        Duration time = time(robot);
        var limit = timer.schedule(run::expire, time.toMillis(), TimeUnit.MILLISECONDS);
        long started = workshop.clock().millis();
        workshop.listener().started(key, robot);
        var ignored = new ArrayList<IgnoredError>();
        var outcome = JobListener.Outcome.CANCELLED;
        try (var context = new JobContext(claim, work, run, workshop, service, ignored)) {
            runRobot(work, context);
            outcome = JobListener.Outcome.FINISHED;
            return finished(key, ignored, started);
        } catch (NotYetException e) {
            outcome = JobListener.Outcome.PUT_OFF;
            return putOff(claim, work, e);
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
            if (run.stopped() && !run.late()) {
                return finished(key, ignored, started);
            }
            AssemblyError thrown =
                    run.late()
                            ? Mishaps.timeout(time)
                            : Mishaps.error(e, work.step(), failure(robot));
            AssemblyError error = Mishaps.settle(thrown, work.step(), ignored);
            outcome = error == null ? JobListener.Outcome.IGNORED : JobListener.Outcome.FAILED;
            return error == null ? finished(key, ignored, started) : failed(key, error);
        } finally {
            limit.cancel(false);
            ended(key, robot, outcome, started);
        }
    }

    private JobQueue.Finish finished(JobKey key, List<IgnoredError> ignored, long started) {
        long took = workshop.clock().millis() - started;
        return ending -> service.finished(key, ignored, took, ending::over);
    }

    private JobQueue.Finish failed(JobKey key, AssemblyError error) {
        return ending -> service.failed(key, error.inStep(key.step()), ending::over);
    }

    /** It joins the line once it is put back, so that it can be called from then on. */
    private JobQueue.Finish putOff(JobQueue.Claim claim, Work work, NotYetException wait) {
        String account = work.request().sender().account();
        var place = new NotYetException.Place(claim.key(), account, () -> hasten(claim));
        return ending -> {
            ending.again(workshop.clock().instant().plus(wait.atMost()));
            wait.line().join(place);
        };
    }

    /** On the thread of another job, whose interrupt means that one only. */
    private boolean hasten(JobQueue.Claim claim) {
        try {
            return Uninterrupted.call(() -> service.hasten(claim));
        } catch (Exception e) {
            LOG.warn("job is called later than it could job={}", claim.key().text(), e);
            return true; // it comes by itself
        }
    }

    private void ended(JobKey key, String robot, JobListener.Outcome outcome, long started) {
        var took = Duration.ofMillis(workshop.clock().millis() - started);
        workshop.listener().ended(key, robot, outcome, took);
        LOG.atLevel(outcome == JobListener.Outcome.PUT_OFF ? Level.DEBUG : Level.INFO)
                .log(
                        "job ended assembly={} step={} outcome={} ms={}",
                        key.assemblyId(),
                        key.step(),
                        outcome,
                        took.toMillis());
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

    private ErrorCode failure(String robot) {
        return robots.find(robot)
                .map(known -> known.about().failure())
                .orElse(ErrorCode.INTERNAL_COMMAND_ERROR);
    }

    private Duration time(String robot) {
        return robots.find(robot)
                .map(known -> limits.jobTime().plus(known.about().waits()))
                .orElse(limits.jobTime());
    }
}
