package dev.atelier.core.assembly;

import dev.atelier.core.assembly.JobInput.Input;
import dev.atelier.core.instructions.Step;
import dev.atelier.core.instructions.Use;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** How far one step of one Assembly is: what came in, which jobs that makes, what came out. */
public final class StepRun {

    /** A file that came out, with how it was made. */
    public record Result(AssemblyFile file, boolean batch, long queueMillis, long execMillis) {}

    private final Step step;
    private final StepFacts facts;
    private final SequencedMap<String, List<Use.Source>> sources = new LinkedHashMap<>();
    private final List<Input> inputs = new ArrayList<>();
    private final Map<String, JobInput> jobs = new LinkedHashMap<>();
    private final Set<String> settled = new HashSet<>();
    private final Map<JobKey, Map<Integer, Result>> results = new LinkedHashMap<>();
    private int resultCount;
    private boolean formed;
    private boolean closed;

    StepRun(Step step, StepFacts facts) {
        this.step = step;
        this.facts = facts;
        if (step.use() instanceof Use.From use) {
            use.sources()
                    .forEach(source ->
                            sources.computeIfAbsent(source.step(), name -> new ArrayList<>())
                                    .add(source));
        }
    }

    public Step step() {
        return step;
    }

    public StepFacts facts() {
        return facts;
    }

    /** Nothing more will come out. */
    public boolean closed() {
        return closed;
    }

    public Collection<JobInput> jobs() {
        return Collections.unmodifiableCollection(jobs.values());
    }

    public @Nullable JobInput job(String inputKey) {
        return jobs.get(inputKey);
    }

    public boolean settled(String inputKey) {
        return settled.contains(inputKey);
    }

    /** The jobs not over yet. */
    public List<JobInput> open() {
        return jobs.values().stream()
                .filter(job -> !settled.contains(job.key().inputKey()))
                .toList();
    }

    /** Files by the event that brought a job's first one, those of one job by ordinal. */
    public List<Result> results() {
        var all = new ArrayList<Result>(resultCount);
        for (Map<Integer, Result> ofJob : results.values()) {
            ofJob.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                    .forEach(entry -> all.add(entry.getValue()));
        }
        return all;
    }

    /** The files of this job that are stored, by ordinal. */
    public Set<Integer> emitted(JobKey job) {
        return Set.copyOf(results.getOrDefault(job, Map.of()).keySet());
    }

    /** What came of each input of a job that hands its inputs on in order, by the input's id. */
    Map<String, AssemblyFile> passedOn(JobInput job) {
        var passed = new HashMap<String, AssemblyFile>();
        results.getOrDefault(job.key(), Map.of())
                .forEach((ordinal, result) -> {
                    if (ordinal < job.inputs().size()) {
                        passed.put(job.inputs().get(ordinal).file().id(), result.file());
                    }
                });
        return passed;
    }

    boolean hasEmitted(JobKey job, int ordinal) {
        return results.getOrDefault(job, Map.of()).containsKey(ordinal);
    }

    boolean bundles() {
        return step.use() instanceof Use.From use && use.bundles();
    }

    /** Takes a file another step emitted, unless the robot or {@code fields} leaves it aside. */
    @Nullable JobInput take(String assemblyId, AssemblyFile file, String from) {
        if (!(step.use() instanceof Use.From use) || !wanted(use.fields(), file)) {
            return null;
        }
        List<Use.Source> entries =
                sources.getOrDefault(from, List.of()).stream()
                        .filter(entry -> wanted(entry.fields(), file))
                        .toList();
        if (entries.isEmpty() || !(step.forceAccept() || facts.accepts(file.mime()))) {
            return null;
        }
        var tags = entries.stream().flatMap(entry -> entry.as().stream()).distinct().toList();
        var input = new Input(file, from, tags);
        inputs.add(input);
        return bundles() ? null : open(new JobKey(assemblyId, step.name(), file.id()), input);
    }

    private static boolean wanted(List<String> fields, AssemblyFile file) {
        return fields.isEmpty() || fields.contains(file.field());
    }

    /** Opens the job of one input; null when that job exists. */
    @Nullable JobInput open(JobKey key, Input input) {
        return open(new JobInput(key, List.of(input)));
    }

    @Nullable JobInput open(JobInput job) {
        return jobs.putIfAbsent(job.key().inputKey(), job) == null ? job : null;
    }

    /**
     * Forms the jobs that had to wait until every source had closed: their files in the order of
     * the uploads they come from, then in the order of {@code use}.
     *
     * @param originals the place of each upload, by its id
     */
    List<JobInput> form(String assemblyId, Map<String, Integer> originals) {
        if (formed || !bundles()) {
            return List.of();
        }
        formed = true;
        var order = List.copyOf(sources.keySet());
        var sorted = new ArrayList<>(inputs);
        sorted.sort(
                Comparator.<Input>comparingInt(
                                input -> originals.getOrDefault(input.file().original().id(), 0))
                        .thenComparingInt(input -> order.indexOf(input.from())));
        var made = new ArrayList<JobInput>();
        for (JobInput job : Bundling.jobs(assemblyId, step, facts, sorted)) {
            JobInput opened = open(job);
            if (opened != null) {
                made.add(opened);
            }
        }
        return made;
    }

    void emitted(Event.FileEmitted event) {
        var ofJob = results.computeIfAbsent(event.job(), key -> new HashMap<>());
        var result =
                new Result(event.file(), event.batch(), event.queueMillis(), event.execMillis());
        if (ofJob.putIfAbsent(event.ordinal(), result) == null) {
            resultCount++;
        }
    }

    void settle(JobKey job) {
        settled.add(job.inputKey());
    }

    boolean allSettled() {
        return settled.size() == jobs.size();
    }

    void close() {
        closed = true;
    }

    int resultCount() {
        return resultCount;
    }
}
