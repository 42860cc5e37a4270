package dev.atelier.core.assembly;

import dev.atelier.core.assembly.JobInput.Input;
import dev.atelier.core.graph.GraphLimits;
import dev.atelier.core.graph.StepGraph;
import dev.atelier.core.instructions.Instructions;
import dev.atelier.core.instructions.Step;
import dev.atelier.core.instructions.Use;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The steps of one Assembly and how files flow from one to the next: which jobs a file opens, and
 * when nothing can come out of a step any more. Methods that open jobs add them to a list.
 */
final class StepRuns {
    private final String assemblyId;
    private final StepGraph graph;
    private final SequencedMap<String, StepRun> runs = new LinkedHashMap<>();
    private final Map<String, Integer> originalOrder = new HashMap<>();
    private boolean uploadsClosed;
    private int closed;

    StepRuns(Event.Created created, Instructions instructions) {
        this.assemblyId = created.id();
        this.graph = new StepGraph(instructions, GraphLimits.DEFAULT);
        instructions
                .steps()
                .forEach((name, step) -> runs.put(name, new StepRun(step, facts(created, name))));
    }

    private static StepFacts facts(Event.Created created, String step) {
        StepFacts facts = created.facts().get(step);
        return facts == null
                ? new StepFacts(List.of("*/*"), Set.of(), null, true, Load.PIXELS)
                : facts;
    }

    /** Opens the steps that use no files. */
    void openRoots(List<JobInput> opened) {
        for (StepRun run : List.copyOf(runs.values())) {
            if (run.step().isOriginal() || !(run.step().use() instanceof Use.None)) {
                continue;
            }
            if (!run.facts().needsInput()) {
                var key = new JobKey(assemblyId, run.step().name(), JobKey.ROOT);
                addIfNew(run.open(new JobInput(key, List.of())), opened);
            }
            closeIfDone(run, opened);
        }
    }

    void upload(AssemblyFile file, List<JobInput> opened) {
        originalOrder.putIfAbsent(file.id(), originalOrder.size());
        var key = new JobKey(assemblyId, Step.ORIGINAL, file.id());
        var input = new Input(file, Step.ORIGINAL, List.of());
        addIfNew(run(Step.ORIGINAL).open(key, input), opened);
    }

    void closeUploads(List<JobInput> opened) {
        uploadsClosed = true;
        closeIfDone(run(Step.ORIGINAL), opened);
    }

    void emitted(Event.FileEmitted event, List<JobInput> opened) {
        String from = event.job().step();
        run(from).emitted(event);
        originalOrder.putIfAbsent(event.file().original().id(), originalOrder.size());
        for (String consumer : graph.consumers(from)) {
            addIfNew(run(consumer).take(assemblyId, event.file(), from), opened);
        }
    }

    void finished(JobKey job, List<JobInput> opened) {
        StepRun run = run(job.step());
        run.settle(job);
        closeIfDone(run, opened);
    }

    /** Closes a step nothing can come out of any more, then whatever that closes in turn. */
    private void closeIfDone(StepRun run, List<JobInput> opened) {
        if (run.closed() || !run.allSettled() || !sourcesClosed(run)) {
            return;
        }
        opened.addAll(run.form(assemblyId, originalOrder));
        if (!run.allSettled()) {
            return;
        }
        run.close();
        closed++;
        graph.consumers(run.step().name()).forEach(name -> closeIfDone(run(name), opened));
    }

    private boolean sourcesClosed(StepRun run) {
        String name = run.step().name();
        return name.equals(Step.ORIGINAL)
                ? uploadsClosed
                : graph.sources(name).stream().allMatch(source -> run(source).closed());
    }

    private static void addIfNew(@Nullable JobInput job, List<JobInput> opened) {
        if (job != null) {
            opened.add(job);
        }
    }

    /**
     * @throws IllegalArgumentException when these instructions have no such step
     */
    StepRun run(String step) {
        StepRun run = runs.get(step);
        if (run == null) {
            throw new IllegalArgumentException("no step " + step);
        }
        return run;
    }

    @Nullable JobInput job(JobKey key) {
        StepRun run = runs.get(key.step());
        return run == null ? null : run.job(key.inputKey());
    }

    Collection<StepRun> all() {
        return Collections.unmodifiableCollection(runs.values());
    }

    boolean allClosed() {
        return closed == runs.size();
    }

    /** Whether the status lists the files of this step. */
    boolean lists(String step) {
        Step asked = run(step).step();
        if (asked.result() || asked.stores() || graph.isLeaf(step)) {
            return asked.result() || !asked.stores();
        }
        var consumers = graph.consumers(step);
        return !consumers.isEmpty()
                && consumers.stream().allMatch(name -> run(name).step().stores());
    }

    /** Files that were stored elsewhere as their store step left them, by the id they came with. */
    Map<String, AssemblyFile> stored() {
        var stored = new HashMap<String, AssemblyFile>();
        for (StepRun run : runs.values()) {
            if (run.step().stores()) {
                run.jobs().forEach(job -> stored.putAll(run.passedOn(job)));
            }
        }
        return stored;
    }
}
