package dev.atelier.core.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Collections;
import java.util.List;

class UseFormsTest {
    private static Use use(String use) {
        var parsed = InstructionsParserTest.parse(steps(use));
        assertEquals(List.of(), parsed.violations());
        return parsed.instructions().step("x").use();
    }

    private static Use.From from(String use) {
        return assertInstanceOf(Use.From.class, use(use));
    }

    private static String steps(String use) {
        return "{'x': {'robot': '/x/y', 'use': %s}}".formatted(use);
    }

    private static Use.Source plain(String step) {
        return new Use.Source(step, List.of(), List.of());
    }

    private static Use.From each(Use.Source... sources) {
        return new Use.From(List.of(sources), false, false, List.of());
    }

    @Test
    void nullMeansARoot() {
        assertEquals(new Use.None(), use("null"));
    }

    @Test
    void aNameAnArrayAndAnObjectMeanTheSame() {
        assertEquals(each(plain("a")), use("'a'"));
        assertEquals(each(plain("a")), use("['a']"));
        assertEquals(each(plain("a")), use("{'name': 'a'}"));
        assertEquals(each(plain("a")), use("[{'name': 'a'}]"));
        assertEquals(each(plain("a")), use("{'steps': 'a'}"));
        assertEquals(each(plain("a")), use("{'steps': ['a']}"));
        assertEquals(each(plain("a")), use("{'steps': [{'name': 'a'}], 'bundle_steps': false}"));
    }

    @Test
    void arraysMayMixNamesAndObjects() {
        assertEquals(
                each(plain("a"), new Use.Source("b", List.of("mask"), List.of("f")), plain("c")),
                use("['a', {'name': 'b', 'as': 'mask', 'fields': 'f'}, {'name': 'c'}]"));
    }

    @Test
    void asAndFieldsAreStringsOrArrays() {
        assertEquals(
                each(new Use.Source("a", List.of("image", "mask"), List.of("f", "g"))),
                use("{'name': 'a', 'as': ['image', 'mask'], 'fields': ['f', 'g']}"));
        assertEquals(List.of("f"), from("{'steps': 'a', 'fields': 'f'}").fields());
        assertEquals(List.of("f", "g"), from("{'steps': 'a', 'fields': ['f', 'g']}").fields());
    }

    @Test
    void fieldsTrueMeansAll() {
        assertEquals(List.of(), from("{'steps': 'a', 'fields': true}").fields());
        assertEquals(each(plain("a")), use("{'name': 'a', 'fields': true}"));
    }

    @Test
    void theSameStepMayStandTwice() {
        var use = from("[{'name': 'a', 'as': 'image'}, {'name': 'a', 'as': 'mask'}]");

        assertEquals(2, use.sources().size());
        assertTrue(use.bundles());
    }

    @Test
    void bundlesAreAskedForOrFollowFromTags() {
        assertFalse(from("['a', 'b']").bundles());
        assertTrue(from("{'steps': ['a'], 'bundle_steps': true}").bundles());
        assertTrue(from("{'steps': ['a'], 'bundle_steps': 'true'}").bundles());
        var grouped = from("{'steps': ['a'], 'bundle_steps': true, 'group_by_original': true}");
        assertTrue(grouped.groupByOriginal());
        assertTrue(from("{'name': 'a', 'as': 'base'}").bundles());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | steps.x.use",
                "3 | steps.x.use",
                "true | steps.x.use",
                "{} | steps.x.use",
                "{\"bundle_steps\": true} | steps.x.use",
                "{\"steps\": null} | steps.x.use",
                "{\"steps\": []} | steps.x.use.steps",
                "{\"steps\": 3} | steps.x.use.steps",
                "[3] | steps.x.use[0]",
                "[\"a\", null] | steps.x.use[1]",
                "[\"a\", {\"as\": \"b\"}] | steps.x.use[1]",
                "[[\"a\"]] | steps.x.use[0]",
                "{\"name\": 3} | steps.x.use",
                "{\"name\": \"a\", \"as\": 3} | steps.x.use.as",
                "{\"name\": \"a\", \"as\": [3]} | steps.x.use.as",
                "{\"name\": \"a\", \"fields\": false} | steps.x.use.fields",
                "{\"name\": \"a\", \"feilds\": \"f\"} | steps.x.use.feilds",
                "{\"steps\": \"a\", \"bundle\": true} | steps.x.use.bundle",
                "{\"steps\": \"a\", \"bundle_steps\": 1} | steps.x.use.bundle_steps",
                "{\"steps\": \"a\", \"group_by_original\": []} | steps.x.use.group_by_original",
                "{\"steps\": \"a\", \"fields\": {}} | steps.x.use.fields",
            })
    void wrongFormsSayWhere(String use, String path) {
        assertEquals(
                List.of("ASSEMBLY_STEP_INVALID_USE " + path),
                InstructionsParserTest.wrong(steps(use)));
    }

    @Test
    void everythingWrongInOneUseIsReported() {
        assertEquals(
                List.of(
                        "ASSEMBLY_STEP_INVALID_USE steps.x.use.nope",
                        "ASSEMBLY_STEP_INVALID_USE steps.x.use.steps[0]",
                        "ASSEMBLY_STEP_INVALID_USE steps.x.use.steps[1].as",
                        "ASSEMBLY_STEP_INVALID_USE steps.x.use.bundle_steps"),
                InstructionsParserTest.wrong(
                        steps(
                                "{'nope': 1, 'steps': [3, {'name': 'a', 'as': 1}],"
                                        + " 'bundle_steps': 'x'}")));
    }

    @Test
    void tenThousandEntriesAreRefused() {
        String names = String.join(",", Collections.nCopies(10_000, "'a'"));

        assertEquals(
                List.of("ASSEMBLY_STEP_INVALID_USE steps.x.use"),
                InstructionsParserTest.wrong(steps("[" + names + "]")));
    }
}
