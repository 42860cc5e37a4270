package dev.atelier.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Warning;
import dev.atelier.core.graph.StepGraph;
import dev.atelier.core.instructions.Instructions;
import dev.atelier.core.instructions.Step;
import dev.atelier.core.instructions.Use;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotRegistry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what is allowed in instructions but probably not meant. */
final class Hints {
    /** Formats whose writers know no quality. */
    private static final Set<String> LOSSLESS = Set.of("png", "gif", "bmp", "tiff");

    private static final Map<String, String> FORMER_NAMES =
            Map.of(
                    "watermark_position_x", "watermark_x_offset",
                    "watermark_position_y", "watermark_y_offset");

    private final ObjectNode raw;
    private final Instructions instructions;
    private final StepGraph graph;
    private final RobotRegistry robots;
    private final List<Warning> found = new ArrayList<>();

    /**
     * @param raw the steps as written
     */
    Hints(ObjectNode raw, Instructions instructions, StepGraph graph, RobotRegistry robots) {
        this.raw = raw;
        this.instructions = instructions;
        this.graph = graph;
        this.robots = robots;
    }

    /**
     * @param uploads how many files come with the request; negative when nobody knows
     */
    List<Warning> all(int uploads) {
        uploads(uploads);
        for (Step step : instructions.steps().values()) {
            Optional<RobotDescriptor<?>> robot = about(step.name());
            if (!step.isOriginal() && robot.isPresent()) {
                inputs(step, robot.get());
                result(step);
                params(step);
            }
        }
        return List.copyOf(found);
    }

    private Optional<RobotDescriptor<?>> about(String step) {
        return robots.find(instructions.step(step).robot()).map(robot -> robot.about());
    }

    private void uploads(int uploads) {
        boolean used = !graph.consumers(Step.ORIGINAL).isEmpty();
        if (uploads == 0 && used) {
            String first = graph.consumers(Step.ORIGINAL).getFirst();
            warning(
                    first,
                    "uses :original, but the request brings no file; the step does not run. Send"
                        + " files, or say with num_expected_upload_files how many will follow.");
        } else if (uploads > 0 && !used && instructions.steps().size() > 1) {
            found.add(
                    new Warning(
                            null,
                            Warning.Level.NOTICE,
                            "No step uses :original, so nothing is made of the uploads."));
        }
    }

    private void inputs(Step step, RobotDescriptor<?> robot) {
        if (!(step.use() instanceof Use.From)) {
            if (robot.needsInput()) {
                warning(
                        step.name(),
                        "has no use, so no file ever reaches it and it does not run; add use.");
            }
            return;
        }
        if (step.forceAccept()) {
            if (robot.accepts().contains("*/*")) {
                notice(
                        step.name(),
                        "force_accept has no effect: " + robot.name() + " takes every file.");
            }
            return;
        }
        for (String source : graph.sources(step.name())) {
            List<String> given = about(source).map(RobotDescriptor::gives).orElse(List.of("*/*"));
            if (given.stream().noneMatch(type -> overlaps(type, robot.accepts()))) {
                warning(
                        step.name(),
                        "never gets a file from `%s`: it takes %s and that step gives %s."
                                .formatted(
                                        source,
                                        String.join(", ", robot.accepts()),
                                        String.join(", ", given)));
            }
        }
    }

    private static boolean overlaps(String given, List<String> taken) {
        return taken.stream()
                .anyMatch(pattern ->
                        pattern.equals("*/*")
                                || given.equals("*/*")
                                || pattern.equals(given)
                                || (major(pattern).equals(major(given))
                                        && (pattern.endsWith("/*") || given.endsWith("/*"))));
    }

    private static String major(String type) {
        return type.substring(0, Math.max(0, type.indexOf('/')));
    }

    private void result(Step step) {
        JsonNode result = raw.path(step.name()).path("result");
        boolean off = result.isBoolean() ? !result.booleanValue() : result.asText().equals("false");
        if (off && graph.isLeaf(step.name())) {
            notice(
                    step.name(),
                    "result: false has no effect: no other step uses its files, so they are"
                            + " listed.");
        }
    }

    private void params(Step step) {
        String format = step.params().path("format").asText().toLowerCase(Locale.ROOT);
        if (step.params().hasNonNull("quality") && LOSSLESS.contains(format)) {
            notice(step.name(), "quality has no effect on the format " + format + ".");
        }
        FORMER_NAMES.forEach((former, name) -> {
            if (step.params().has(former)) {
                notice(step.name(), former + " is the former name of " + name + "; use that.");
            }
        });
    }

    private void warning(String step, String message) {
        found.add(Warning.warning(step, "Step `" + step + "`: " + message));
    }

    private void notice(String step, String message) {
        found.add(new Warning(step, Warning.Level.NOTICE, "Step `" + step + "`: " + message));
    }
}
