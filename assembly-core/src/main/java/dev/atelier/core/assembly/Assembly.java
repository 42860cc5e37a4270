package dev.atelier.core.assembly;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.Instructions;
import dev.atelier.core.instructions.InstructionsParser;
import dev.atelier.core.instructions.Step;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The state of one Assembly: the fold of its events. Folded in place by whoever holds it, one
 * thread at a time; an event costs the same however many came before.
 */
public final class Assembly {

    private final Event.Created created;
    private final Instructions instructions;
    private final StepRuns runs;
    private final Set<String> startedJobs = new LinkedHashSet<>();
    private final Set<Warning> warnings = new LinkedHashSet<>();
    private final List<IgnoredError> ignoredErrors = new ArrayList<>();
    private final List<AssemblyFile> added = new ArrayList<>();
    private final SequencedMap<String, String> tusUrls = new LinkedHashMap<>();
    private AssemblyStatus status = AssemblyStatus.UPLOADING;
    private @Nullable AssemblyError error;
    private boolean uploadsClosed;
    private long seq;
    private long bytesEmitted;
    private long bytesReceived;
    private long queueMillis;
    private int fileCount;
    private int jobCount;
    private @Nullable Long executionStart;
    private @Nullable Long lastJobEnd;
    private @Nullable Long endedAt;
    private final List<Event.Notified> notifications = new ArrayList<>();

    private Assembly(Event.Created created) {
        this.created = created;
        this.instructions =
                InstructionsParser.parse(
                                created.steps(),
                                robot -> ErrorCode.ROBOT_VALIDATION_BASE_ERROR,
                                Integer.MAX_VALUE)
                        .instructions();
        this.runs = new StepRuns(created, instructions);
    }

    /** The state right after creation, before {@link #apply} has seen the event. */
    public static Assembly of(Event.Created created) {
        return new Assembly(created);
    }

    /**
     * Folds one event.
     *
     * @return the jobs it opened, in order
     */
    public List<JobInput> apply(Event event) {
        seq++;
        var opened = new ArrayList<JobInput>();
        switch (event) {
            case Event.Created e -> runs.openRoots(opened);
            case Event.FileAdded e -> upload(e, opened);
            case Event.UploadsClosed e -> closeUploads(e, opened);
            case Event.FileEmitted e -> emitted(e, opened);
            case Event.JobFinished e -> finished(e, opened);
            case Event.JobFailed e -> run(e.job().step()).settle(e.job());
            case Event.Warned e -> warnings.add(e.warning());
            case Event.Failed e -> error = e.error();
            case Event.Completed e -> {}
            case Event.Cancelled e -> {}
            case Event.Notified e -> notifications.add(e);
            case Event.Aborted e ->
                    error = AssemblyError.of(ErrorCode.REQUEST_PREMATURE_CLOSED, e.reason());
        }
        event.ends()
                .ifPresent(end -> {
                    status = end;
                    endedAt = event.at();
                });
        opened.forEach(job -> startedJobs.add(job.label()));
        jobCount += opened.size();
        return opened;
    }

    private void upload(Event.FileAdded event, List<JobInput> opened) {
        AssemblyFile file = event.file();
        added.add(file);
        if (event.tusUrl() != null) {
            tusUrls.put(file.id(), event.tusUrl());
        }
        bytesReceived += file.size();
        fileCount++;
        runs.upload(file, opened);
    }

    private void closeUploads(Event.UploadsClosed event, List<JobInput> opened) {
        uploadsClosed = true;
        status = AssemblyStatus.EXECUTING;
        executionStart = event.at();
        runs.closeUploads(opened);
    }

    private void emitted(Event.FileEmitted event, List<JobInput> opened) {
        bytesEmitted += event.file().size();
        queueMillis += event.queueMillis();
        if (!event.job().step().equals(Step.ORIGINAL)) {
            fileCount++;
        }
        runs.emitted(event, opened);
    }

    private void finished(Event.JobFinished event, List<JobInput> opened) {
        ignoredErrors.addAll(event.ignored());
        lastJobEnd = event.at();
        runs.finished(event.job(), opened);
    }

    /** The run of a step of these instructions. */
    public StepRun run(String step) {
        return runs.run(step);
    }

    public @Nullable JobInput job(JobKey key) {
        return runs.job(key);
    }

    /** Whether the job is still to end: it was opened, has not ended, and the Assembly goes on. */
    public boolean awaits(JobKey key) {
        return !status.terminal() && job(key) != null && !run(key.step()).settled(key.inputKey());
    }

    /** Whether this file of a job is stored. */
    public boolean hasEmitted(JobKey key, int ordinal) {
        return run(key.step()).hasEmitted(key, ordinal);
    }

    public String id() {
        return created.id();
    }

    public Event.Created created() {
        return created;
    }

    public ObjectNode fields() {
        return created.fields();
    }

    public Instructions instructions() {
        return instructions;
    }

    /** In the order of the instructions. */
    public Collection<StepRun> runs() {
        return runs.all();
    }

    public AssemblyStatus status() {
        return status;
    }

    public @Nullable AssemblyError error() {
        return error;
    }

    /** Number of the last event folded. */
    public long seq() {
        return seq;
    }

    public boolean uploadsClosed() {
        return uploadsClosed;
    }

    /** Every step has closed. */
    public boolean allClosed() {
        return runs.allClosed();
    }

    /** The uploads in the order they came, each as its metadata left it once that is known. */
    public List<AssemblyFile> uploads() {
        var known = new HashMap<String, AssemblyFile>();
        run(Step.ORIGINAL)
                .results()
                .forEach(result -> known.put(result.file().original().id(), result.file()));
        return added.stream().map(file -> known.getOrDefault(file.id(), file)).toList();
    }

    /** Where each resumable upload that is complete was sent to, by the id of its file. */
    public SequencedMap<String, String> tusUrls() {
        return Collections.unmodifiableSequencedMap(tusUrls);
    }

    public boolean uploadMetadataKnown() {
        return uploadsClosed && run(Step.ORIGINAL).closed();
    }

    /** Steps whose files the status lists: those marked {@code result}, and those nobody uses. */
    public List<StepRun> resultSteps() {
        return runs.all().stream()
                .filter(run -> run.resultCount() > 0)
                .filter(run -> lists(run.step().name()))
                .toList();
    }

    /**
     * Whether the status lists the files of this step. A file that was stored elsewhere is listed
     * where it was made.
     */
    public boolean lists(String step) {
        return runs.lists(step);
    }

    /** Files that were stored elsewhere as their store step left them, by the id they came with. */
    public Map<String, AssemblyFile> stored() {
        return runs.stored();
    }

    public List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    public boolean hasWarning(Warning warning) {
        return warnings.contains(warning);
    }

    public List<IgnoredError> ignoredErrors() {
        return List.copyOf(ignoredErrors);
    }

    /** Labels of the jobs opened so far. */
    public List<String> startedJobs() {
        return List.copyOf(startedJobs);
    }

    public int fileCount() {
        return fileCount;
    }

    public int jobCount() {
        return jobCount;
    }

    public long bytesReceived() {
        return bytesReceived;
    }

    /** Sum of the sizes of all files that came out of any step. */
    public long bytesEmitted() {
        return bytesEmitted;
    }

    public long queueMillis() {
        return queueMillis;
    }

    public long startedAt() {
        return created.at();
    }

    public @Nullable Long executionStart() {
        return executionStart;
    }

    public @Nullable Long lastJobEnd() {
        return lastJobEnd;
    }

    public @Nullable Long endedAt() {
        return endedAt;
    }

    /** The attempts to notify somebody of the end, in order. */
    public List<Event.Notified> notifications() {
        return List.copyOf(notifications);
    }

    /**
     * Whether somebody wants to be told of the end; refused instructions tell only their sender.
     */
    public boolean wantsNotification() {
        return created.request().notifyUrl() != null && !created.steps().isEmpty();
    }
}
