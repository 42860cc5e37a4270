package dev.atelier.core.interpreter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.AssemblyLimits;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.IgnoredError;
import dev.atelier.core.assembly.JobInput;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Lane;
import dev.atelier.core.assembly.Load;
import dev.atelier.core.assembly.StepFacts;
import dev.atelier.core.assembly.StepRun;
import dev.atelier.core.assembly.Warning;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.Phase;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One Assembly told in plain words: each line becomes an event, each move a line. A job is written
 * {@code step(files)}, a file by its name, with its tags before a colon.
 */
final class Story {
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Integer> emitted = new HashMap<>();
    private final Set<String> waiting = new LinkedHashSet<>();
    private final Assembly assembly;
    private Event.@Nullable Created created;

    Story(ObjectNode steps, AssemblyLimits limits) {
        var facts = new HashMap<String, StepFacts>();
        facts.put(":original", facts("/upload/handle"));
        steps.properties()
                .forEach(step ->
                        facts.put(step.getKey(), facts(step.getValue().path("robot").asText())));
        var request = Event.Request.of("http://localhost", "{}", Event.Sender.local(null));
        var first =
                new Event.Created(0, "a1", steps, facts, AssemblyFile.emptyJson(), request, limits);
        this.created = first;
        this.assembly = Assembly.of(first);
    }

    private static StepFacts facts(String robot) {
        return switch (robot) {
            case "/image/resize" ->
                    new StepFacts(
                            List.of("image/*"),
                            Set.of("base", "watermark"),
                            "base",
                            true,
                            Load.PIXELS);
            case "/image/generate" ->
                    new StepFacts(
                            List.of("image/*", "text/*"), Set.of(), "image", false, Load.NETWORK);
            case "/http/import" ->
                    new StepFacts(List.of("*/*"), Set.of(), null, false, Load.NETWORK);
            default -> new StepFacts(List.of("*/*"), Set.of(), null, true, Load.PIXELS);
        };
    }

    Assembly assembly() {
        return assembly;
    }

    List<Event> events() {
        return events;
    }

    /** Tells one line; gives the moves it led to, those of events that follow by themselves too. */
    List<String> tell(String line) {
        var said = new ArrayList<String>();
        happen(event(line), said);
        return said;
    }

    private void happen(Event event, List<String> said) {
        events.add(event);
        if (event instanceof Event.JobFinished finished) {
            waiting.remove(label(finished.job()));
        }
        for (Move move : Interpreter.react(assembly, event)) {
            said.add(words(move));
            switch (move) {
                case Move.Enqueue enqueue -> {
                    if (!waiting.add(label(enqueue.job()))) {
                        throw new AssertionError("opened twice: " + enqueue.job());
                    }
                }
                case Move.Complete complete -> happen(new Event.Completed(0), said);
                case Move.Fail fail -> happen(new Event.Failed(0, fail.error()), said);
                case Move.StopJobs stop -> {}
                case Move.Notify notify -> {}
            }
        }
    }

    /** The jobs opened and not ended, as the moves have it. */
    Set<String> waiting() {
        return waiting;
    }

    /** The same, as a server finds it after a crash. */
    static List<String> outstanding(Assembly assembly) {
        return Interpreter.outstanding(assembly).stream()
                .map(move ->
                        move instanceof Move.Enqueue enqueue
                                ? label(assembly, enqueue.job())
                                : move.toString())
                .toList();
    }

    private String words(Move move) {
        return switch (move) {
            case Move.Enqueue enqueue -> {
                String lane =
                        enqueue.lane() == Lane.LIVE_PIXELS ? "" : " on " + enqueue.lane().name();
                yield "run " + label(enqueue.job()) + lane;
            }
            case Move.Complete complete -> "complete";
            case Move.Fail fail -> "fail " + fail.error().code();
            case Move.StopJobs stop -> "stop";
            case Move.Notify notify -> "notify";
        };
    }

    private Event event(String line) {
        String[] words = line.split(" ", 2);
        String rest = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "created" -> {
                if (created == null) {
                    throw new IllegalArgumentException("created twice");
                }
                Event.Created first = created;
                created = null;
                yield first;
            }
            case "upload" -> upload(rest);
            case "closed" -> new Event.UploadsClosed(0);
            case "emit" -> emission(rest);
            case "end" -> new Event.JobFinished(0, job(rest), List.of(), 0);
            case "ignore" -> {
                var error = AssemblyError.of(ErrorCode.INVALID_INPUT_ERROR, "no");
                JobKey job = job(rest);
                yield new Event.JobFinished(
                        0, job, List.of(new IgnoredError(job.step(), Phase.EXECUTE, error)), 0);
            }
            case "fail" ->
                    new Event.JobFailed(
                            0, job(rest), AssemblyError.of(ErrorCode.INVALID_INPUT_ERROR, "no"));
            case "warn" -> new Event.Warned(0, Warning.warning(null, rest));
            case "cancel" -> new Event.Cancelled(0);
            default -> throw new IllegalArgumentException(line);
        };
    }

    private static Event upload(String rest) {
        String[] parts = rest.split(" in ", 2);
        String id = "up-" + parts[0];
        return new Event.FileAdded(
                0,
                file(
                        id,
                        parts[0],
                        parts.length > 1 ? parts[1] : null,
                        new AssemblyFile.Original(id, parts[0], "/", ""),
                        false));
    }

    private Event emission(String rest) {
        String[] parts = rest.split(" -> ", 2);
        JobKey key = job(parts[0]);
        boolean many = parts[1].endsWith(" of many");
        String name = parts[1].replace(" of many", "");
        JobInput job = assembly.job(key);
        if (job == null) {
            throw new IllegalArgumentException(rest);
        }
        AssemblyFile file =
                job.inputs().isEmpty()
                        ? file(name, name, null, root(name), many)
                        : file(
                                name,
                                name,
                                job.inputs().getFirst().file().field(),
                                job.inputs().getFirst().file().original(),
                                false);
        int ordinal = emitted.merge(key.text(), 1, Integer::sum) - 1;
        return new Event.FileEmitted(0, key, ordinal, file, false, 0, 0);
    }

    private static AssemblyFile.Original root(String name) {
        return new AssemblyFile.Original(name, name, "/", "");
    }

    private static AssemblyFile file(
            String id,
            String name,
            @Nullable String field,
            AssemblyFile.Original original,
            boolean many) {
        String mime = name.endsWith(".txt") ? "text/plain" : "image/png";
        return new AssemblyFile(
                id,
                "",
                "",
                1,
                name,
                mime,
                null,
                field,
                original,
                many,
                null,
                AssemblyFile.emptyJson(),
                AssemblyFile.emptyJson());
    }

    private JobKey job(String label) {
        for (StepRun run : assembly.runs()) {
            for (JobInput job : run.jobs()) {
                if (label(job).equals(label)) {
                    return job.key();
                }
            }
        }
        throw new IllegalArgumentException("no job " + label);
    }

    private String label(JobKey key) {
        return label(assembly, key);
    }

    private static String label(Assembly assembly, JobKey key) {
        JobInput job = assembly.job(key);
        return job == null ? "?" : label(job);
    }

    private static String label(JobInput job) {
        var inputs =
                job.inputs().stream()
                        .map(input ->
                                (input.as().isEmpty() ? "" : String.join("/", input.as()) + ":")
                                        + input.file().name())
                        .toList();
        return job.key().step() + "(" + String.join(" ", inputs) + ")";
    }

    static List<String> lines(JsonNode array) {
        var lines = new ArrayList<String>();
        array.forEach(line -> lines.add(line.asText()));
        return lines;
    }
}
