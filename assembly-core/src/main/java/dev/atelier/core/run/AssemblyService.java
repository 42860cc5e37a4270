package dev.atelier.core.run;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyStatus;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.IgnoredError;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Warning;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.interpreter.Interpreter;
import dev.atelier.core.port.AssemblyStore;
import dev.atelier.core.port.EventBus;
import dev.atelier.core.port.Ids;
import dev.atelier.core.port.JobQueue;
import dev.atelier.core.port.NotificationQueue;
import dev.atelier.core.port.NotificationQueue.Notification;
import dev.atelier.core.port.Transactions;
import dev.atelier.core.robot.RobotRegistry;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** The one door to Assemblies: creates, reads and cancels them, and takes what jobs report. */
public final class AssemblyService {
    private final Ids ids;
    private final InstantSource clock;
    private final Opening opening;
    private final ServiceLimits limits;
    private final NotificationQueue notifications;
    private final JobQueue queue;
    private final Changes changes;

    /** The ports the service works through. */
    public record Ports(
            AssemblyStore store,
            JobQueue queue,
            NotificationQueue notifications,
            Transactions transactions,
            EventBus bus,
            Ids ids,
            InstantSource clock) {}

    public AssemblyService(
            Ports ports, RobotRegistry robots, RunningJobs running, ServiceLimits limits) {
        this.ids = ports.ids();
        this.clock = ports.clock();
        this.notifications = ports.notifications();
        this.queue = ports.queue();
        this.limits = limits;
        this.changes = new Changes(ports, running, limits.cachedAssemblies());
        this.opening = new Opening(ports, new Planner(robots, limits), limits, changes);
    }

    /**
     * Creates an Assembly and starts it. Refused instructions leave a failed Assembly behind, whose
     * id is in the error's {@code assembly_id}.
     *
     * @return the id; the Assembly survives a crash from here on
     * @throws AssemblyException when refused
     */
    public String create(CreateRequest request) {
        return opening.create(request);
    }

    /**
     * Leaves a failed Assembly behind for a request refused before its steps were looked at.
     *
     * @return what to answer, with {@code assembly_id}
     */
    public AssemblyException refused(CreateRequest request, AssemblyError error) {
        return opening.refused(request, error);
    }

    /** Leaves a record of a request that broke off, under the id its client made. */
    public void aborted(CreateRequest request, String reason) {
        opening.aborted(request, reason);
    }

    /**
     * Reads the state. The function runs while nobody changes it and must be quick.
     *
     * @throws AssemblyException {@code ASSEMBLY_NOT_FOUND}
     */
    public <T> T read(String id, Function<Assembly, T> projection) {
        return changes.read(id, projection);
    }

    /** Ends an Assembly that still runs; one that has ended stays as it is. */
    public void cancel(String id) {
        changes.apply(
                id,
                assembly ->
                        assembly.status().terminal()
                                ? List.of()
                                : List.of(new Event.Cancelled(now())),
                () -> {});
    }

    /**
     * Takes a resumable upload that is stored; the last one expected closes the uploads. One taken
     * before is left as it is.
     *
     * @param also joins the transaction
     * @throws AssemblyException {@code ASSEMBLY_SATURATED} when no more are expected, or {@code
     *     ASSEMBLY_NOT_FOUND}
     */
    public void addFile(String id, AddedFile file, Runnable also) {
        changes.apply(id, assembly -> file.events(assembly, now()), also);
    }

    /** Fails an Assembly that still waits for uploads; another one stays as it is. */
    public void failUploads(String id, AssemblyError error) {
        changes.apply(
                id,
                assembly ->
                        assembly.status() == AssemblyStatus.UPLOADING
                                ? List.of(new Event.Failed(now(), error))
                                : List.of(),
                () -> {});
    }

    /**
     * Tells somebody of the end once more.
     *
     * @param url where to, null for the URL of the request
     * @param once true for a single attempt
     * @param depth how many of our own notifications led to this
     * @return the id its attempts will have
     * @throws AssemblyException {@code ASSEMBLY_NO_NOTIFY_URL} without any URL, {@code
     *     ASSEMBLY_NOTIFICATION_NOT_REPLAYED} while it runs
     */
    public String notifyAgain(String id, @Nullable String url, boolean once, int depth) {
        Notification again =
                read(
                        id,
                        assembly ->
                                Notification.again(
                                        assembly, ids.uploadId(), url, now(), once, depth));
        notifications.add(again);
        return again.id();
    }

    /**
     * Stores one attempt to notify together with what becomes of the notification; an attempt
     * stored before is left as it is.
     *
     * @param also joins the transaction
     */
    public void notified(String id, Event.Notified attempt, Runnable also) {
        changes.apply(
                id, assembly -> hasMade(assembly, attempt) ? List.of() : List.of(attempt), also);
    }

    private static boolean hasMade(Assembly assembly, Event.Notified attempt) {
        return assembly.notifications().stream()
                .anyMatch(made -> made.effect().equals(attempt.effect()));
    }

    /**
     * Stores a file a job brought out and starts what it opens; one stored before is left as it is.
     *
     * @return false when nobody waits for the job's files any more
     */
    boolean emitted(Event.FileEmitted event) {
        var awaited = new AtomicBoolean();
        changes.apply(
                event.job().assemblyId(),
                assembly -> {
                    awaited.set(assembly.awaits(event.job()));
                    return awaited.get() && !assembly.hasEmitted(event.job(), event.ordinal())
                            ? List.of(event)
                            : List.of();
                },
                () -> {});
        return awaited.get();
    }

    /** Stores a warning unless the Assembly is over or has it already. */
    void warned(JobKey job, Warning.Level level, String message) {
        var warning = new Warning(job.step(), level, message);
        changes.apply(
                job.assemblyId(),
                assembly ->
                        assembly.status().terminal() || assembly.hasWarning(warning)
                                ? List.of()
                                : List.of(new Event.Warned(now(), warning)),
                () -> {});
    }

    /** Lets a job that was put off run now; false when it is gone. */
    boolean hasten(JobQueue.Claim claim) {
        return queue.hasten(claim);
    }

    /** Stores the end of a job together with its removal from the queue. */
    void finished(JobKey job, List<IgnoredError> ignored, long execMillis, Runnable remove) {
        ended(job, new Event.JobFinished(now(), job, ignored, execMillis), remove);
    }

    void failed(JobKey job, AssemblyError error, Runnable remove) {
        ended(job, new Event.JobFailed(now(), job, error), remove);
    }

    private void ended(JobKey job, Event end, Runnable remove) {
        changes.apply(
                job.assemblyId(),
                assembly -> assembly.awaits(job) ? List.of(end) : List.of(),
                remove);
    }

    /** Opens again whatever a crash may have left undone, and ends what ran past its time. */
    void recover(String id) {
        changes.apply(
                id,
                assembly ->
                        expired(assembly)
                                ? List.of(new Event.Failed(now(), expiry(assembly)))
                                : changes.follow(Interpreter.outstanding(assembly)),
                () -> {});
        changes.reopen(id);
    }

    private boolean expired(Assembly assembly) {
        Long executing = assembly.executionStart();
        long since = executing == null ? assembly.startedAt() : executing;
        return !assembly.status().terminal() && now() - since > limits.lifetime().toMillis();
    }

    private AssemblyError expiry(Assembly assembly) {
        String late =
                assembly.uploadsClosed()
                        ? "The Assembly did not end"
                        : "The uploads did not arrive";
        return AssemblyError.of(
                ErrorCode.ASSEMBLY_EXPIRED,
                late + " within " + limits.lifetime().toHours() + " hours.");
    }

    private long now() {
        return clock.millis();
    }
}
