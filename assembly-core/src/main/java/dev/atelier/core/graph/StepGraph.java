package dev.atelier.core.graph;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.error.Violation;
import dev.atelier.core.instructions.Instructions;
import dev.atelier.core.instructions.Step;
import dev.atelier.core.instructions.Use;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** What feeds what. Built from any instructions; {@link #violations} says whether it is sound. */
public final class StepGraph {
    private static final SequencedSet<String> NONE =
            Collections.unmodifiableSequencedSet(new LinkedHashSet<>());

    private final Map<String, SequencedSet<String>> sources = new LinkedHashMap<>();
    private final Map<String, SequencedSet<String>> consumers = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    public StepGraph(Instructions instructions, GraphLimits limits) {
        instructions.steps().keySet().forEach(name -> consumers.put(name, new LinkedHashSet<>()));
        instructions.steps().values().forEach(this::connect);
        checkEdges(limits);
        Map<String, Integer> depths = depths();
        if (depths.size() < sources.size()) {
            violations.add(circle(depths));
        } else {
            checkDepth(depths, limits);
        }
    }

    /** Names of the steps this one takes files from, in the order of {@code use}. */
    public SequencedSet<String> sources(String step) {
        return sources.getOrDefault(step, NONE);
    }

    /** Names of the steps that take files from this one, in the order of the instructions. */
    public SequencedSet<String> consumers(String step) {
        return consumers.getOrDefault(step, NONE);
    }

    /** True when nothing uses the step's files. {@code :original} is never a leaf. */
    public boolean isLeaf(String step) {
        return !step.equals(Step.ORIGINAL) && consumers(step).isEmpty();
    }

    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    private void connect(Step step) {
        SequencedSet<String> from = new LinkedHashSet<>();
        if (step.use() instanceof Use.From use) {
            use.sources().forEach(source -> from.add(source.step()));
        }
        sources.put(step.name(), from);
        for (String name : from) {
            SequencedSet<String> known = consumers.get(name);
            if (known == null) {
                violations.add(
                        new Violation(
                                ErrorCode.ASSEMBLY_STEP_UNKNOWN_USE,
                                "steps." + step.name() + ".use",
                                "there is no step `" + name + "`",
                                step.name()));
            } else {
                known.add(step.name());
            }
        }
    }

    private void checkEdges(GraphLimits limits) {
        int edges = sources.values().stream().mapToInt(SequencedSet::size).sum();
        if (edges > limits.maxEdges()) {
            violations.add(
                    new Violation(
                            ErrorCode.ASSEMBLY_STEP_INVALID_USE,
                            "steps",
                            "the steps are wired "
                                    + edges
                                    + " times; at most "
                                    + limits.maxEdges()
                                    + " are allowed",
                            null));
        }
    }

    /**
     * How deep each step stands, taking the steps in an order in which sources come first. Steps in
     * a circle, and those behind one, are never reached and have no depth.
     */
    private Map<String, Integer> depths() {
        var missing = new HashMap<String, Integer>();
        sources.forEach((step, from) ->
                missing.put(step, (int) from.stream().filter(consumers::containsKey).count()));
        var ready = new ArrayDeque<String>();
        var depths = new HashMap<String, Integer>();
        missing.forEach((step, count) -> {
            if (count == 0) {
                ready.add(step);
            }
        });
        while (!ready.isEmpty()) {
            String step = ready.poll();
            int deepest =
                    sources(step).stream().mapToInt(s -> depths.getOrDefault(s, 0)).max().orElse(0);
            depths.put(step, deepest + 1);
            for (String next : consumers(step)) {
                if (missing.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        return depths;
    }

    /** Goes from any step without a depth to a source without one, until a step comes again. */
    private Violation circle(Map<String, Integer> depths) {
        SequencedSet<String> way = new LinkedHashSet<>();
        String step = firstUnreached(sources.keySet(), depths);
        while (way.add(step)) {
            step = firstUnreached(sources(step), depths);
        }
        List<String> ring = new ArrayList<>(way);
        ring = new ArrayList<>(ring.subList(ring.indexOf(step), ring.size()).reversed());
        Collections.rotate(ring, 1);
        return new Violation(
                ErrorCode.ASSEMBLY_INFINITE,
                "steps." + step + ".use",
                "the steps use one another in a circle: "
                        + String.join(" → ", ring)
                        + " → "
                        + ring.getFirst(),
                step);
    }

    private String firstUnreached(Iterable<String> steps, Map<String, Integer> depths) {
        for (String step : steps) {
            if (sources.containsKey(step) && !depths.containsKey(step)) {
                return step;
            }
        }
        throw new IllegalStateException("no circle");
    }

    private void checkDepth(Map<String, Integer> depths, GraphLimits limits) {
        for (String step : sources.keySet()) {
            if (depths.getOrDefault(step, 0) > limits.maxDepth()) {
                violations.add(
                        new Violation(
                                ErrorCode.ASSEMBLY_INVALID_STEPS,
                                "steps." + step,
                                "stands more than " + limits.maxDepth() + " steps deep",
                                step));
                return;
            }
        }
    }
}
