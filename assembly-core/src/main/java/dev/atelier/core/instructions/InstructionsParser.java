package dev.atelier.core.instructions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.error.Violation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads the {@code steps} object. Collects every violation instead of stopping at the first; what
 * concerns the graph or a robot's own parameters is checked elsewhere.
 */
public final class InstructionsParser {
    /** Members every step may have, whatever its robot. */
    private static final Set<String> COMMON =
            Set.of(
                    "robot",
                    "use",
                    "interpolate",
                    "output_meta",
                    "user_meta",
                    "result",
                    "queue",
                    "force_accept",
                    "ignore_errors");

    private static final Pattern STEP_NAME = Pattern.compile("[A-Za-z0-9_.: -]{1,64}");
    private static final Pattern ROBOT_NAME = Pattern.compile("/[a-z0-9_-]+/[a-z0-9_-]+");

    private final Function<String, ErrorCode> validationCode;
    private final int maxSteps;
    private final List<Violation> violations = new ArrayList<>();

    /**
     * What came of reading.
     *
     * @param instructions the steps that could be read
     * @param violations empty when all is well
     */
    public record Parsed(Instructions instructions, List<Violation> violations) {}

    private InstructionsParser(Function<String, ErrorCode> validationCode, int maxSteps) {
        this.validationCode = validationCode;
        this.maxSteps = maxSteps;
    }

    /**
     * @param steps the member as sent; null when absent
     * @param validationCode the code for wrong parameters of a robot, by its name
     */
    public static Parsed parse(
            @Nullable JsonNode steps, Function<String, ErrorCode> validationCode, int maxSteps) {
        return new InstructionsParser(validationCode, maxSteps).read(steps);
    }

    private Parsed read(@Nullable JsonNode steps) {
        var read = new LinkedHashMap<String, Step>();
        if (steps == null || steps.isNull()) {
            violation(ErrorCode.ASSEMBLY_NO_STEPS, "steps", "give at least one step", null);
        } else if (!steps.isObject()) {
            violation(
                    ErrorCode.ASSEMBLY_INVALID_STEPS,
                    "steps",
                    "must be an object of step name to step, not " + kind(steps),
                    null);
        } else if (steps.isEmpty()) {
            violation(ErrorCode.ASSEMBLY_EMPTY_STEPS, "steps", "give at least one step", null);
        } else if (steps.size() > maxSteps) {
            violation(
                    ErrorCode.ASSEMBLY_INVALID_STEPS,
                    "steps",
                    "has " + steps.size() + " steps; at most " + maxSteps + " are allowed",
                    null);
        } else {
            steps.properties().forEach(entry -> step(entry.getKey(), entry.getValue(), read));
        }
        return new Parsed(new Instructions(withOriginal(read)), List.copyOf(violations));
    }

    private static SequencedMap<String, Step> withOriginal(SequencedMap<String, Step> read) {
        if (read.containsKey(Step.ORIGINAL)) {
            return read;
        }
        var all = new LinkedHashMap<String, Step>();
        all.put(Step.ORIGINAL, implicitOriginal());
        all.putAll(read);
        return all;
    }

    private static Step implicitOriginal() {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        return new Step(
                Step.ORIGINAL,
                Step.UPLOAD_HANDLE,
                new Use.None(),
                none,
                OutputMeta.DEFAULT,
                Set.of(),
                false,
                false,
                false,
                Interpolation.ON,
                none);
    }

    private void step(String name, JsonNode node, Map<String, Step> read) {
        String path = "steps." + name;
        if (!STEP_NAME.matcher(name).matches()) {
            violation(
                    ErrorCode.INVALID_STEP_NAME,
                    "steps",
                    "a step name may have 1 to 64 letters, digits, spaces and any of _ . : -",
                    null);
            return;
        }
        if (!(node instanceof ObjectNode object)) {
            violation(
                    ErrorCode.ASSEMBLY_STEP_INVALID,
                    path,
                    "must be an object with a robot, not " + kind(node),
                    name);
            return;
        }
        String robot = robot(name, path, object.get("robot"));
        Use use = new UseReader(path + ".use", name, violations).read(object.get("use"));
        if (robot == null) {
            return;
        }
        if (robot.equals(Step.UPLOAD_HANDLE) != name.equals(Step.ORIGINAL)) {
            violation(
                    ErrorCode.INVALID_UPLOAD_HANDLE_STEP_NAME,
                    path + ".robot",
                    "the step :original and the robot /upload/handle belong together",
                    name);
            return;
        }
        if (name.equals(Step.ORIGINAL) && !(use instanceof Use.None)) {
            violation(
                    ErrorCode.ASSEMBLY_STEP_INVALID_USE,
                    path + ".use",
                    "/upload/handle takes no use",
                    name);
        }
        var common = new CommonReader(path, name, validationCode.apply(robot), violations);
        read.put(
                name,
                new Step(
                        name,
                        robot,
                        use,
                        ownParams(object),
                        common.outputMeta(object.get("output_meta")),
                        common.ignoreErrors(object.get("ignore_errors")),
                        common.result(object.get("result")),
                        common.batch(object.get("queue")),
                        common.flag("force_accept", object.get("force_accept")),
                        common.interpolation(object.get("interpolate")),
                        common.userMeta(object.get("user_meta"))));
    }

    private @Nullable String robot(String name, String path, @Nullable JsonNode robot) {
        if (robot == null || robot.isNull()) {
            violation(
                    ErrorCode.ASSEMBLY_STEP_NO_ROBOT,
                    path + ".robot",
                    "name a robot, such as /image/resize",
                    name);
            return null;
        }
        if (!robot.isTextual() || !ROBOT_NAME.matcher(robot.asText()).matches()) {
            violation(
                    ErrorCode.ASSEMBLY_STEP_INVALID_ROBOT,
                    path + ".robot",
                    "must be a name like /image/resize",
                    name);
            return null;
        }
        return robot.asText();
    }

    private static ObjectNode ownParams(ObjectNode step) {
        ObjectNode own = step.deepCopy();
        own.remove(COMMON);
        return own;
    }

    private void violation(ErrorCode code, String path, String message, @Nullable String step) {
        violations.add(new Violation(code, path, message, step));
    }

    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL, MISSING -> "null";
        };
    }

    /** All phases, for {@code ignore_errors: true}. */
    static Set<Phase> allPhases() {
        return EnumSet.allOf(Phase.class);
    }
}
