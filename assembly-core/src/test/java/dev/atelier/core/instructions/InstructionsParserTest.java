package dev.atelier.core.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Set;

class InstructionsParserTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static InstructionsParser.Parsed parse(@Nullable JsonNode steps) {
        return InstructionsParser.parse(steps, robot -> ErrorCode.IMAGE_RESIZE_VALIDATION, 200);
    }

    static InstructionsParser.Parsed parse(String steps) {
        return parse(json(steps));
    }

    /** Each violation as its code and path. */
    static List<String> wrong(String steps) {
        return parse(steps).violations().stream().map(v -> v.code() + " " + v.path()).toList();
    }

    private static Step step(String members) {
        var parsed = parse("{'a': {'robot': '/x/y'%s}}".formatted(members));
        assertEquals(List.of(), parsed.violations());
        return parsed.instructions().step("a");
    }

    @Test
    void absentStepsAreNamed() {
        assertEquals(
                ErrorCode.ASSEMBLY_NO_STEPS, parse((JsonNode) null).violations().getFirst().code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | ASSEMBLY_NO_STEPS steps",
                "{} | ASSEMBLY_EMPTY_STEPS steps",
                "[] | ASSEMBLY_INVALID_STEPS steps",
                "3 | ASSEMBLY_INVALID_STEPS steps",
                "{\"a\": 3} | ASSEMBLY_STEP_INVALID steps.a",
                "{\"a\": null} | ASSEMBLY_STEP_INVALID steps.a",
                "{\"a\": {}} | ASSEMBLY_STEP_NO_ROBOT steps.a.robot",
                "{\"a\": {\"robot\": 3}} | ASSEMBLY_STEP_INVALID_ROBOT steps.a.robot",
                "{\"a\": {\"robot\": \"resize\"}} | ASSEMBLY_STEP_INVALID_ROBOT steps.a.robot",
                "{\"a\": {\"robot\": \"/Image/Resize\"}} | ASSEMBLY_STEP_INVALID_ROBOT"
                        + " steps.a.robot",
                "{\"a\": {\"robot\": \"/upload/handle\"}} | INVALID_UPLOAD_HANDLE_STEP_NAME"
                        + " steps.a.robot",
                "{\":original\": {\"robot\": \"/x/y\"}} | INVALID_UPLOAD_HANDLE_STEP_NAME"
                        + " steps.:original.robot",
                "{\":original\": {\"robot\": \"/upload/handle\", \"use\": \"a\"}} |"
                        + " ASSEMBLY_STEP_INVALID_USE steps.:original.use",
                "{\"a/b\": {\"robot\": \"/x/y\"}} | INVALID_STEP_NAME steps",
                "{\"\": {\"robot\": \"/x/y\"}} | INVALID_STEP_NAME steps",
                "{\"a\": {\"robot\": \"/x/y\", \"result\": 3}} | IMAGE_RESIZE_VALIDATION"
                        + " steps.a.result",
                "{\"a\": {\"robot\": \"/x/y\", \"queue\": \"live\"}} | IMAGE_RESIZE_VALIDATION"
                        + " steps.a.queue",
                "{\"a\": {\"robot\": \"/x/y\", \"ignore_errors\": [\"all\"]}} |"
                        + " IMAGE_RESIZE_VALIDATION steps.a.ignore_errors",
                "{\"a\": {\"robot\": \"/x/y\", \"ignore_errors\": 1}} | IMAGE_RESIZE_VALIDATION"
                        + " steps.a.ignore_errors",
                "{\"a\": {\"robot\": \"/x/y\", \"output_meta\": 1}} | IMAGE_RESIZE_VALIDATION"
                        + " steps.a.output_meta",
                "{\"a\": {\"robot\": \"/x/y\", \"user_meta\": []}} | IMAGE_RESIZE_VALIDATION"
                        + " steps.a.user_meta",
                "{\"a\": {\"robot\": \"/x/y\", \"force_accept\": \"yes\"}} |"
                        + " IMAGE_RESIZE_VALIDATION steps.a.force_accept",
                "{\"a\": {\"robot\": \"/x/y\", \"interpolate\": 1}} | IMAGE_RESIZE_VALIDATION"
                        + " steps.a.interpolate",
                "{\"a\": {\"robot\": \"/x/y\", \"interpolate\": {\"p\": 1}}} |"
                        + " IMAGE_RESIZE_VALIDATION steps.a.interpolate.p",
            })
    void wrongStructureHasItsCodeAndPath(String steps, String expected) {
        assertEquals(List.of(expected), wrong(steps));
    }

    @Test
    void allViolationsAreReportedAtOnceInTheOrderWritten() {
        assertEquals(
                List.of(
                        "ASSEMBLY_STEP_NO_ROBOT steps.a.robot",
                        "ASSEMBLY_STEP_INVALID_USE steps.b.use",
                        "IMAGE_RESIZE_VALIDATION steps.b.result",
                        "IMAGE_RESIZE_VALIDATION steps.b.queue",
                        "ASSEMBLY_STEP_INVALID steps.c"),
                wrong(
                        "{'a': {}, 'b': {'robot': '/x/y', 'use': [], 'result': 3, 'queue': 'x'},"
                                + " 'c': []}"));
    }

    @Test
    void moreStepsThanAllowedAreRefused() {
        var steps = JSON.createObjectNode();
        for (int i = 0; i < 201; i++) {
            steps.putObject("s" + i).put("robot", "/x/y");
        }

        assertEquals(ErrorCode.ASSEMBLY_INVALID_STEPS, parse(steps).violations().getFirst().code());
    }

    @Test
    void originalStandsFirstWhenItIsNotDeclaredAndWhereItIsDeclaredOtherwise() {
        assertEquals(
                List.of(":original", "a"),
                List.copyOf(parse("{'a': {'robot': '/x/y'}}").instructions().steps().keySet()));
        assertEquals(
                List.of("a", ":original", "b"),
                List.copyOf(
                        parse(
                                        "{'a': {'robot': '/x/y'}, ':original': {'robot':"
                                                + " '/upload/handle'}, 'b': {'robot': '/x/y'}}")
                                .instructions()
                                .steps()
                                .keySet()));
    }

    @Test
    void namesThatMeanSomethingElsewhereAreOrdinaryNames() {
        var parsed =
                parse(
                        "{'__proto__': {'robot': '/x/y'}, 'constructor': {'robot': '/x/y', 'use':"
                                + " '__proto__'}, 'a b.c:d-e': {'robot': '/x/y'}}");

        assertEquals(List.of(), parsed.violations());
        assertEquals(4, parsed.instructions().steps().size());
    }

    @Test
    void aRobotsOwnParametersExcludeTheCommonOnes() {
        Step step = step(", 'width': 3, 'use': ':original', 'result': true, 'queue': 'batch'");

        assertEquals(json("{'width': 3}"), step.params());
        assertTrue(step.result());
        assertTrue(step.batch());
    }

    @Test
    void flagsMayBeWords() {
        Step step = step(", 'result': 'debug', 'force_accept': 'true'");

        assertTrue(step.result());
        assertTrue(step.forceAccept());
    }

    @Test
    void outputMetaHasThreeForms() {
        assertEquals(OutputMeta.DEFAULT, step("").outputMeta());
        assertEquals(OutputMeta.DEFAULT, step(", 'output_meta': {}").outputMeta());
        assertEquals(OutputMeta.ALL, step(", 'output_meta': true").outputMeta());
        assertEquals(OutputMeta.NONE, step(", 'output_meta': false").outputMeta());
        assertEquals(
                OutputMeta.of("blurhash", "unknown"),
                step(", 'output_meta': ['blurhash', 'unknown']").outputMeta());
        assertEquals(
                OutputMeta.of("blurhash"),
                step(", 'output_meta': {'blurhash': true, 'dominant_colors': false}").outputMeta());
    }

    @Test
    void ignoreErrorsIsAFlagOrAListOfPhases() {
        assertEquals(Set.of(), step("").ignoreErrors());
        assertEquals(Set.of(), step(", 'ignore_errors': false").ignoreErrors());
        assertTrue(
                step(", 'ignore_errors': true")
                        .ignoreErrors()
                        .containsAll(Set.of(Phase.META, Phase.EXECUTE)));
        assertEquals(Set.of(Phase.META), step(", 'ignore_errors': ['meta']").ignoreErrors());
    }
}
