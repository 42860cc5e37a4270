package dev.atelier.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.StepFacts;
import dev.atelier.core.assembly.Warning;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.error.Violation;
import dev.atelier.core.graph.StepGraph;
import dev.atelier.core.instructions.Instructions;
import dev.atelier.core.instructions.InstructionsParser;
import dev.atelier.core.instructions.Phase;
import dev.atelier.core.instructions.Step;
import dev.atelier.core.instructions.Use;
import dev.atelier.core.instructions.Variables;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotRegistry;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks instructions before anything runs, and freezes what the interpreter needs of robots. */
public final class Planner {
    private final RobotRegistry robots;
    private final ServiceLimits limits;

    /**
     * @param steps what to keep of the instructions; empty when they are refused
     * @param facts by step name
     * @param violations in the order structure, graph, parameters
     */
    record Plan(ObjectNode steps, Map<String, StepFacts> facts, List<Violation> violations) {}

    public Planner(RobotRegistry robots, ServiceLimits limits) {
        this.robots = robots;
        this.limits = limits;
    }

    /**
     * Names of the steps that may cost money outside.
     *
     * @param sent the steps to look for, whatever they have; a template may have the rest of them
     * @param steps as they would run
     */
    public List<String> spending(@Nullable JsonNode sent, @Nullable JsonNode steps) {
        var names = new ArrayList<String>();
        if (sent != null && steps != null) {
            sent.fieldNames()
                    .forEachRemaining(name -> {
                        if (steps.get(name) instanceof ObjectNode raw && spends(raw)) {
                            names.add(name);
                        }
                    });
        }
        return names;
    }

    private boolean spends(ObjectNode raw) {
        return robots.find(raw.path("robot").asText())
                .filter(robot -> robot.about().spends().test(raw))
                .isPresent();
    }

    /** What is wrong with instructions; empty when nothing is. */
    public List<Violation> check(@Nullable JsonNode steps) {
        return plan(steps, 1).violations();
    }

    /**
     * What is worth knowing about instructions without violations.
     *
     * @param uploads how many files come with the request; negative when nobody knows
     */
    public List<Warning> hints(@Nullable JsonNode steps, int uploads) {
        var instructions =
                InstructionsParser.parse(steps, this::validationCode, limits.graph().maxSteps())
                        .instructions();
        return steps instanceof ObjectNode raw
                ? new Hints(raw, instructions, new StepGraph(instructions, limits.graph()), robots)
                        .all(uploads)
                : List.of();
    }

    /**
     * @param uploads how many files come with the request
     */
    Plan plan(@Nullable JsonNode steps, int uploads) {
        var parsed =
                InstructionsParser.parse(steps, this::validationCode, limits.graph().maxSteps());
        var violations = new ArrayList<>(parsed.violations());
        Instructions instructions = parsed.instructions();
        if (violations.isEmpty()) {
            var graph = new StepGraph(instructions, limits.graph());
            violations.addAll(graph.violations());
            if (violations.isEmpty()) {
                checkJobs(instructions, graph, uploads, violations);
            }
        }
        var facts = new HashMap<String, StepFacts>();
        for (Step step : instructions.steps().values()) {
            Optional<Robot<?>> robot = robots.find(step.robot());
            if (robot.isEmpty()) {
                violations.add(unknownRobot(step));
            } else {
                RobotDescriptor<?> about = robot.get().about();
                facts.put(step.name(), facts(about, step));
                checkParams(about, step, violations);
            }
        }
        ObjectNode kept =
                violations.isEmpty() && steps instanceof ObjectNode object
                        ? object
                        : JsonNodeFactory.instance.objectNode();
        return new Plan(kept, violations.isEmpty() ? facts : Map.of(), violations);
    }

    private ErrorCode validationCode(String robot) {
        return robots.find(robot)
                .map(known -> known.about().validation())
                .orElse(ErrorCode.ROBOT_VALIDATION_BASE_ERROR);
    }

    private static StepFacts facts(RobotDescriptor<?> about, Step step) {
        return new StepFacts(
                about.accepts(),
                about.roles(),
                about.primaryRole(),
                about.needsInput(),
                about.load().apply(step.params()));
    }

    private void checkParams(RobotDescriptor<?> about, Step step, List<Violation> violations) {
        checkRoles(about, step, violations);
        if (step.ignoreErrors().contains(Phase.IMPORT)
                && !about.phases().contains(Phase.IMPORT)
                && step.ignoreErrors().size() < Phase.values().length) {
            violations.add(
                    new Violation(
                            about.validation(),
                            "steps." + step.name() + ".ignore_errors",
                            "`import` is a phase of import robots only; use meta or execute",
                            step.name()));
        }
        violations.addAll(Variables.check(step, about.literal(), about.validation()));
        violations.addAll(ParamBinder.check(about, step.name(), step.params()));
    }

    private static void checkRoles(
            RobotDescriptor<?> about, Step step, List<Violation> violations) {
        if (about.roles().isEmpty() || !(step.use() instanceof Use.From use)) {
            return;
        }
        for (Use.Source source : use.sources()) {
            for (String role : source.as()) {
                if (!about.roles().contains(role)) {
                    violations.add(
                            new Violation(
                                    about.validation(),
                                    "steps." + step.name() + ".use",
                                    about.name()
                                            + " knows no role `"
                                            + role
                                            + "`; it knows "
                                            + String.join(
                                                    ", ", about.roles().stream().sorted().toList()),
                                    step.name()));
                }
            }
        }
    }

    private Violation unknownRobot(Step step) {
        return new Violation(
                ErrorCode.ASSEMBLY_STEP_UNKNOWN_ROBOT,
                "steps." + step.name() + ".robot",
                unknownRobot(step.robot()),
                step.name());
    }

    private String unknownRobot(String name) {
        String here = "; here are " + String.join(", ", names());
        if (robots.isKnownUpstream(name)) {
            return "`" + name + "` is known upstream but not in this version" + here;
        }
        return robots.nearest(name)
                .map(near -> "there is no robot `" + name + "`; did you mean `" + near + "`?")
                .orElse("there is no robot `" + name + "`" + here);
    }

    private List<String> names() {
        return robots.all().stream().map(robot -> robot.about().name()).toList();
    }

    /** Counts the jobs the graph alone will make, so that a ladder of steps stops here. */
    private void checkJobs(
            Instructions instructions, StepGraph graph, int uploads, List<Violation> violations) {
        var files = new LinkedHashMap<String, Long>();
        long jobs = 0;
        for (String name : instructions.steps().keySet()) {
            jobs += predict(name, instructions, graph, Math.max(1, uploads), files);
            if (jobs > limits.assembly().maxJobs()) {
                violations.add(
                        new Violation(
                                ErrorCode.MAX_NUMBER_OF_FILES_EXCEEDED,
                                "steps." + name,
                                "the steps multiply to more than "
                                        + limits.assembly().maxJobs()
                                        + " jobs; use fewer steps or bundle them",
                                name));
                return;
            }
        }
    }

    private long predict(
            String name,
            Instructions instructions,
            StepGraph graph,
            long uploads,
            Map<String, Long> known) {
        Long counted = known.get(name);
        if (counted != null) {
            return counted;
        }
        long files = name.equals(Step.ORIGINAL) ? uploads : 1;
        if (instructions.step(name).use() instanceof Use.From use && !use.bundles()) {
            files = 0;
            for (String source : graph.sources(name)) {
                files += predict(source, instructions, graph, uploads, known);
            }
        }
        long capped = Math.min(files, Integer.MAX_VALUE);
        known.put(name, capped);
        return capped;
    }
}
