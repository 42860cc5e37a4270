package dev.atelier.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.error.Violation;
import dev.atelier.core.instructions.InstructionsParser;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class StepGraphTest {
    private static final GraphLimits WIDE = new GraphLimits(100_000, 1_000_000, 100_000);

    private final ObjectNode steps = JsonNodeFactory.instance.objectNode();

    private void step(String name, String... sources) {
        ObjectNode step = steps.putObject(name).put("robot", "/x/y");
        if (sources.length > 0) {
            var use = step.putArray("use");
            for (String source : sources) {
                use.add(source);
            }
        }
    }

    private StepGraph graph(GraphLimits limits) {
        var parsed =
                InstructionsParser.parse(
                        steps, robot -> ErrorCode.ROBOT_VALIDATION_BASE_ERROR, Integer.MAX_VALUE);
        assertEquals(List.of(), parsed.violations());
        return new StepGraph(parsed.instructions(), limits);
    }

    private Violation wrong() {
        var violations = graph(GraphLimits.DEFAULT).violations();
        assertEquals(1, violations.size());
        return violations.getFirst();
    }

    @Test
    void sourcesKeepTheOrderOfUseAndConsumersThatOfTheInstructions() {
        step("z", ":original");
        step("a", "z", ":original");
        step("b", "a", "z");
        var graph = graph(GraphLimits.DEFAULT);

        assertEquals(List.of(), graph.violations());
        assertEquals(List.of("a", "z"), List.copyOf(graph.sources("b")));
        assertEquals(List.of("a", "b"), List.copyOf(graph.consumers("z")));
        assertTrue(graph.isLeaf("b"));
        assertFalse(graph.isLeaf("a"));
        assertFalse(graph.isLeaf(":original"));
    }

    @Test
    void allUnknownNamesAreReported() {
        step("a", "nope", ":original", "neither");
        step("b", "never");

        assertEquals(
                List.of("steps.a.use", "steps.a.use", "steps.b.use"),
                graph(GraphLimits.DEFAULT).violations().stream().map(Violation::path).toList());
        assertEquals(
                ErrorCode.ASSEMBLY_STEP_UNKNOWN_USE,
                graph(GraphLimits.DEFAULT).violations().getFirst().code());
    }

    @Test
    void aStepThatUsesItselfIsACircle() {
        step("a", "a");

        assertEquals(ErrorCode.ASSEMBLY_INFINITE, wrong().code());
        assertEquals("steps.a.use", wrong().path());
        assertTrue(wrong().message().endsWith("a → a"));
    }

    @Test
    void aLongCircleIsSpelledOutInTheDirectionTheFilesWouldFlow() {
        step("in", ":original");
        step("a", "c", "in");
        step("b", "a");
        step("c", "b");
        step("after", "c");

        assertEquals(ErrorCode.ASSEMBLY_INFINITE, wrong().code());
        assertTrue(wrong().message().endsWith("circle: a → b → c → a"), wrong().message());
    }

    @Test
    void anUnknownNameIsNotTakenForACircle() {
        step("a", "nope");
        step("b", "a");

        assertEquals(ErrorCode.ASSEMBLY_STEP_UNKNOWN_USE, wrong().code());
    }

    @Test
    void stepsStandAtMostFiftyDeep() {
        step("s1", ":original");
        for (int i = 2; i <= 49; i++) {
            step("s" + i, "s" + (i - 1));
        }
        assertEquals(List.of(), graph(GraphLimits.DEFAULT).violations());

        step("s50", "s49");

        assertEquals(ErrorCode.ASSEMBLY_INVALID_STEPS, wrong().code());
        assertEquals("steps.s50", wrong().path());
    }

    @Test
    void tooManyEdgesAreRefused() {
        for (int i = 0; i < 101; i++) {
            step("s" + i, ":original");
        }
        var sources = steps.propertyStream().map(Map.Entry::getKey).toArray(String[]::new);
        for (int i = 0; i < 99; i++) {
            step("t" + i, sources);
        }

        assertEquals(List.of(), graph(new GraphLimits(200, 10_100, 50)).violations());
        assertEquals(ErrorCode.ASSEMBLY_STEP_INVALID_USE, wrong().code());
    }

    @Test
    void aChainOfTensOfThousandsOverflowsNoStack() {
        step("s0", ":original");
        for (int i = 1; i < 20_000; i++) {
            step("s" + i, "s" + (i - 1));
        }
        assertEquals(List.of(), graph(WIDE).violations());

        step("s0", "s19999");

        assertEquals(ErrorCode.ASSEMBLY_INFINITE, graph(WIDE).violations().getFirst().code());
    }

    @Test
    void namesOfOtherLanguagesPrototypesAreOrdinary() {
        step("__proto__", ":original");
        step("constructor", "__proto__");
        step("toString", "hasOwnProperty");

        assertEquals(ErrorCode.ASSEMBLY_STEP_UNKNOWN_USE, wrong().code());
        assertEquals(
                List.of("constructor"),
                List.copyOf(graph(GraphLimits.DEFAULT).consumers("__proto__")));
    }
}
