package dev.atelier.core.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.error.Violation;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class ParamBinderTest {
    enum Fit {
        INSIDE,
        MIN_FIT,
        @JsonProperty("top-left")
        TOP_LEFT
    }

    record Corner(
            @Param(doc = "x", required = true) Integer x, @Param(doc = "y", max = 9) Double y) {}

    record Length(int pixels) {
        @JsonCreator
        static Length of(JsonNode node) {
            if (!node.asText().endsWith("px")) {
                throw new ParamException("", "must end in px");
            }
            return new Length(Integer.parseInt(node.asText().replace("px", "")));
        }
    }

    record Params(
            @Param(doc = "w", min = 1, max = 25000) Integer width,
            @Param(doc = "s") Long seed,
            @Param(doc = "o", min = 0, max = 1) @Nullable Double opacity,
            @Param(doc = "z", fallback = "true") Boolean zoom,
            @Param(doc = "n", pattern = "[a-z]+") String name,
            @Param(
                            doc = "f",
                            oneOf = {"png", "jpg"})
                    String format,
            @Param(doc = "m") Fit fitMode,
            @Param(doc = "c") List<Corner> corners,
            @Param(doc = "e") @Nullable JsonNode extra,
            @Param(doc = "l") Length length,
            @Param(doc = "t") List<String> tags,
            @Param(doc = "r", asWritten = true) String rule,
            @Param(doc = "later", notYet = true, fallback = "0") Integer sepia) {
        Params {
            zoom = zoom == null || zoom;
            if ("bad".equals(rule)) {
                throw new ParamException("rule", "is bad", ErrorCode.FILE_FILTER_INVALID_OPERATOR);
            }
            if (width != null && width == 13) {
                throw new ParamException("width", "must not be 13");
            }
        }
    }

    record Needy(@Param(doc = "p", required = true) String prompt) {}

    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/test/all", Params.class)
                    .codes(ErrorCode.IMAGE_RESIZE_VALIDATION, ErrorCode.IMAGE_RESIZE_ERROR);

    private static ObjectNode json(String single) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(single.replace('\'', '"'));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static Params bind(String raw) {
        return ParamBinder.bind(ABOUT, "small", json(raw));
    }

    private static List<String> check(String raw) {
        return ParamBinder.check(ABOUT, "small", json(raw)).stream()
                .map(v -> v.path() + ": " + v.message())
                .toList();
    }

    private static String refusal(String raw) {
        AssemblyException refused = assertThrows(AssemblyException.class, () -> bind(raw));
        assertEquals(refused.error().message(), String.join("; ", check(raw)));
        return refused.error().message();
    }

    @Test
    void everyKindOfValueIsBound() {
        Params bound =
                bind(
                        """
                        {'width': 200, 'seed': -9007199254740993, 'opacity': 0.5, 'zoom': false,
                         'name': 'abc', 'format': 'png', 'fit_mode': 'min_fit',
                         'corners': [{'x': 1, 'y': 2.5}, {'x': 2}], 'extra': {'any': [1]},
                         'length': '7px', 'tags': ['a', 'b'], 'rule': 'ok'}
                        """);

        assertEquals(200, bound.width());
        assertEquals(-9007199254740993L, bound.seed());
        assertEquals(0.5, bound.opacity());
        assertEquals(false, bound.zoom());
        assertEquals(Fit.MIN_FIT, bound.fitMode());
        assertEquals(List.of(1, 2), bound.corners().stream().map(Corner::x).toList());
        assertEquals("{\"any\":[1]}", String.valueOf(bound.extra()));
        assertEquals(new Length(7), bound.length());
        assertEquals(List.of("a", "b"), bound.tags());
    }

    @Test
    void absentParametersLeaveTheDefaultToTheRecord() {
        assertEquals(true, bind("{}").zoom());
    }

    @ParameterizedTest
    @CsvSource({"200,200", "2.0,2", "'\"200\"',200", "'\"2.0\"',2", "1e3,1000"})
    void integersAreTakenAsNumberAndAsNumericString(String given, int expected) {
        assertEquals(expected, bind("{'width': " + given + "}").width());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.5",
                "'2.5'",
                "0",
                "'0'",
                "25001",
                "'99999'",
                "'-5'",
                "'1e2'",
                "'wide'",
                "''",
                "true",
                "[]",
                "{}",
                "null",
                "1e999",
                "123456789012345678901234567890"
            })
    void whatIsNoIntegerInRangeIsRefused(String given) {
        String message = refusal("{'width': " + given + "}");

        assertTrue(message.startsWith("steps.small.width: must"), message);
    }

    @Test
    void numbersAndFlagsMayBeStrings() {
        Params bound = bind("{'opacity': '0.25', 'zoom': 'false'}");

        assertEquals(0.25, bound.opacity());
        assertEquals(false, bound.zoom());
        assertEquals(
                "steps.small.opacity: must be a number from 0 to 1, not \"1.5\"; "
                        + "steps.small.zoom: must be true or false, not \"yes\"",
                refusal("{'opacity': '1.5', 'zoom': 'yes'}"));
    }

    @Test
    void everyViolationIsReportedWithItsPath() {
        AssemblyException refused =
                assertThrows(
                        AssemblyException.class,
                        () ->
                                bind(
                                        """
                                        {'wdith': 1, 'zzz': 1, 'format': 'bmp', 'name': 'A1',
                                         'fit_mode': 'wild', 'corners': [{'y': 10}, 5], 'tags': 'a',
                                         'length': '7em'}
                                        """));

        assertEquals(ErrorCode.IMAGE_RESIZE_VALIDATION, refused.error().code());
        assertEquals("small", refused.error().step());
        String message = refused.error().message();
        for (String part :
                List.of(
                        "steps.small.wdith: unknown parameter `wdith`; did you mean `width`?",
                        "steps.small.zzz: unknown parameter `zzz`; known here: `width`, `seed`",
                        "steps.small.format: must be one of png, jpg, not \"bmp\"",
                        "steps.small.name: must match [a-z]+",
                        "steps.small.fit_mode: must be one of inside, min_fit, top-left, not",
                        "steps.small.corners[0].x: is required",
                        "steps.small.corners[0].y: must be a number of at most 9, not 10",
                        "steps.small.corners[1]: must be an object, not 5",
                        "steps.small.tags: must be a list, not \"a\"",
                        "steps.small.length: must end in px")) {
            assertTrue(message.contains(part), () -> part + "\nis not in\n" + message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"top-left", "top_left", "TOP-LEFT"})
    void enumWordsMayBeWrittenWithHyphenOrUnderscore(String word) {
        assertEquals(Fit.TOP_LEFT, bind("{'fit_mode': '" + word + "'}").fitMode());
    }

    @Test
    void nullIsAbsentOnlyWhereItIsAllowed() {
        assertEquals(null, bind("{'opacity': null, 'extra': null}").opacity());
        assertEquals(
                "steps.small.zoom: must not be null; leave it out instead",
                refusal("{'zoom': null}"));
    }

    @Test
    void whatIsNotHereYetIsRefusedUnlessItAsksForNothing() {
        assertEquals(
                "steps.small.sepia: is not available in this version: later",
                refusal("{'sepia': 10}"));
        assertEquals(null, bind("{'sepia': 0}").sepia());
    }

    @Test
    void requiredParametersAreAskedFor() {
        List<Violation> violations =
                ParamBinder.check(RobotDescriptor.of("/test/needy", Needy.class), "s", json("{}"));

        assertEquals(
                List.of(
                        new Violation(
                                ErrorCode.ROBOT_VALIDATION_BASE_ERROR,
                                "steps.s.prompt",
                                "is required",
                                "s")),
                violations);
    }

    @Test
    void valuesWithVariablesAreLeftForTheJob() {
        assertEquals(
                List.of("steps.small.corners[0].y: must be a number of at most 9, not 10"),
                check(
                        """
                        {'width': '${file.meta.width}', 'corners': [{'x': '${fields.x}', 'y': 10}],
                         'extra': {'a': ['${b}']}, 'tags': '${file.tags}', 'length': '${l}'}
                        """));
        assertTrue(refusalAtJob("{'width': '${file.meta.width}'}").contains("must be an integer"));
    }

    private static String refusalAtJob(String raw) {
        return assertThrows(AssemblyException.class, () -> bind(raw)).error().message();
    }

    @Test
    void checksAcrossParametersRunOnlyWhenNothingWasSkipped() {
        assertEquals(List.of("steps.small.width: must not be 13"), check("{'width': 13}"));
        assertEquals(List.of(), check("{'width': 13, 'name': '${fields.n}'}"));
    }

    @Test
    void theRecordMayNameTheCode() {
        Violation violation = ParamBinder.check(ABOUT, "small", json("{'rule': 'bad'}")).getFirst();

        assertEquals(ErrorCode.FILE_FILTER_INVALID_OPERATOR, violation.code());
    }

    @Test
    void whatIsJudgedAsWrittenDoesNotPutOffTheOtherChecks() {
        assertEquals(
                List.of("steps.small.width: must not be 13"),
                check("{'width': 13, 'rule': '${file.name}'}"));
    }

    @Test
    void scalarsFillStringsOnlyOnceVariablesWerePutIn() {
        ObjectNode raw = json("{'tags': [5, true]}");

        assertEquals(List.of("5", "true"), ParamBinder.bind(ABOUT, "small", raw).tags());
        assertEquals(2, ParamBinder.check(ABOUT, "small", raw).size());
    }

    private static List<String> inThisHouse(String raw) {
        var about =
                ABOUT.checking("name", name -> refuseIf(name.equals("nobody"), "", "is nobody"))
                        .checking(all -> refuseIf(all.width() == 7, "width", "is taken"));
        return ParamBinder.check(about, "small", json(raw)).stream()
                .map(v -> v.path() + ": " + v.message())
                .toList();
    }

    private static void refuseIf(boolean wrong, String param, String message) {
        if (wrong) {
            throw new ParamException(param, message);
        }
    }

    @Test
    void whatOnlyTheRobotKnowsIsCheckedWithTheRest() {
        assertEquals(
                List.of(
                        "steps.small.name: is nobody",
                        "steps.small.seed: must be an integer, not true"),
                inThisHouse("{'width': '${w}', 'name': 'nobody', 'seed': true}").stream()
                        .sorted()
                        .toList());
        assertEquals(List.of("steps.small.width: is taken"), inThisHouse("{'width': 7}"));
        assertEquals(List.of(), inThisHouse("{'width': 8, 'name': '${fields.n}'}"));
    }

    record Place(@Param(doc = "b", required = true) String bucket, @Param(doc = "h") String host) {
        Place {
            host = host == null ? "home" : host;
        }
    }

    record Stored(@Inline Place place, @Param(doc = "p") String path) {}

    private static final RobotDescriptor<Stored> STORED =
            RobotDescriptor.of("/test/store", Stored.class);

    @Test
    void parametersOfAnInlineRecordStandAmongTheOthers() {
        Stored bound = ParamBinder.bind(STORED, "s", json("{'bucket':'b','path':'p'}"));

        assertEquals(new Stored(new Place("b", "home"), "p"), bound);
        assertEquals(
                List.of("bucket", "host", "path"),
                ParamSpec.of(Stored.class).stream().map(ParamSpec::name).toList());
    }

    @Test
    void wrongParametersOfAnInlineRecordAreToldByTheirOwnNames() {
        List<Violation> wrong = ParamBinder.check(STORED, "s", json("{'host':1,'hots':'a'}"));

        assertEquals(
                List.of("steps.s.hots", "steps.s.bucket", "steps.s.host"),
                wrong.stream().map(Violation::path).toList());
        assertTrue(wrong.getFirst().message().contains("did you mean `host`"));
    }
}
