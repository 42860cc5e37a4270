package dev.atelier.core.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class VariablesTest {
    private final ObjectNode scope =
            (ObjectNode)
                    InstructionsParserTest.json(
                            "{'fields': {'w': 320, 'on': true, 'none': null, 'list': [1, 2, 3],"
                                    + " 'box': {'x1': 4, 'a b': 5}, 'text': 'fish'},"
                                    + " 'file': {'name': 'a.png', 'size': 10,"
                                    + " 'meta': {'faces': [{'width': 7}]}},"
                                    + " 'date': {'now': 1800000000000}}");
    private final List<String> computed = new ArrayList<>();
    private final Variables variables =
            new Variables(scope, this::compute, ErrorCode.IMAGE_RESIZE_VALIDATION);

    private JsonNode compute(String source, ObjectNode seen) {
        assertSame(scope, seen);
        computed.add(source);
        return switch (source) {
            case "bad()" ->
                    throw new AssemblyException(
                            ErrorCode.SCRIPT_RUN_VALIDATION, "bad is undefined");
            case "null" -> NullNode.getInstance();
            default -> IntNode.valueOf(source.length());
        };
    }

    private static Step step(String members) {
        var parsed = InstructionsParserTest.parse("{'s': {'robot': '/x/y', " + members + "}}");
        assertEquals(List.of(), parsed.violations());
        return parsed.instructions().step("s");
    }

    private JsonNode value(String text) {
        return variables.substitute(step("'p': '" + text + "'"), Set.of()).get("p");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${fields.w} | 320",
                "${ fields.w } | 320",
                "${fields.on} | true",
                "${fields.list} | [1,2,3]",
                "${fields.list[1]} | 2",
                "${fields.box} | {\"x1\":4,\"a b\":5}",
                "${fields.box.x1} | 4",
                "${file.meta.faces[0].width} | 7",
                "${Date.now()} | 1800000000000",
                "${date.now} | 1800000000000",
            })
    void aValueThatIsOneVariableKeepsItsType(String text, String expected) {
        assertEquals(InstructionsParserTest.json(expected).toString(), value(text).toString());
    }

    @Test
    void partialOnesGiveText() {
        assertEquals("w320px", value("w${fields.w}px").textValue());
        assertEquals("320320", value("${fields.w}${fields.w}").textValue());
        assertEquals("[1,2,3]!", value("${fields.list}!").textValue());
    }

    @Test
    void namesWithBlanksAreQuoted() {
        assertEquals(
                5,
                variables
                        .substitute(
                                step("'p': '${fields.box[\\'a b\\']}'".replace("\\'", "\\\"")),
                                Set.of())
                        .get("p")
                        .intValue());
    }

    @Test
    void nestedValuesAreReached() {
        var out =
                variables.substitute(
                        step("'p': {'q': ['${fields.w}', {'r': '${fields.text}'}], 'n': 3}"),
                        Set.of());

        assertEquals(
                InstructionsParserTest.json("{'p': {'q': [320, {'r': 'fish'}], 'n': 3}}"), out);
    }

    @Test
    void whatAValueHoldsIsNeverExpandedOrReadAsJson() {
        var fields = (ObjectNode) scope.get("fields");
        String evil = "${fields.w} \"},\"x\":{ \n \\ $1";
        fields.put("evil", evil);

        assertEquals(evil, value("${fields.evil}").textValue());
        assertEquals("<" + evil + ">", value("<${fields.evil}>").textValue());
        assertEquals(1, variables.substitute(step("'p': '${fields.evil}'"), Set.of()).size());
    }

    @Test
    void missingValuesAreEmptyAndNamedOnce() {
        assertEquals("", value("${fields.nope}").textValue());
        assertEquals("a--b", value("a-${fields.none}-b").textValue());
        assertEquals("", value("${file.meta.faces[9].width}").textValue());
        assertEquals("", value("${fields.list.99999999999999}").textValue());
        value("${fields.nope}");

        assertEquals(
                List.of(
                        "fields.nope",
                        "fields.none",
                        "file.meta.faces[9].width",
                        "fields.list.99999999999999"),
                variables.missing());
    }

    @Test
    void interpolateFalseLeavesEverything() {
        var step = step("'p': '${fields.w}', 'interpolate': false");

        assertEquals("${fields.w}", variables.substitute(step, Set.of()).get("p").textValue());
        assertEquals(List.of(), Variables.check(step, Set.of(), ErrorCode.IMAGE_RESIZE_VALIDATION));
    }

    @Test
    void interpolateSwitchesSinglePathsAndWhatIsBelow() {
        var step =
                step(
                        "'p': '${fields.w}', 'q': {'r': '${fields.w}', 's': '${fields.w}'},"
                                + " 't': ['${fields.w}'],"
                                + " 'interpolate': {'p': false, 'q': 'false', 'q.s': true,"
                                + " 't': false}");

        assertEquals(
                InstructionsParserTest.json(
                        "{'p': '${fields.w}', 'q': {'r': '${fields.w}', 's': 320},"
                                + " 't': ['${fields.w}']}"),
                variables.substitute(step, Set.of()));
    }

    @Test
    void oneValueMayBringIn64KiB() {
        ((ObjectNode) scope.get("fields")).put("long", "x".repeat(Variables.MAX_VALUE_CHARS));
        assertEquals(Variables.MAX_VALUE_CHARS, value("${fields.long}").textValue().length());
        assertTrue(variables.violations().isEmpty());

        ((ObjectNode) scope.get("fields")).put("long", "x".repeat(Variables.MAX_VALUE_CHARS + 1));
        value("${fields.long}");

        assertEquals("steps.s.p", variables.violations().getFirst().path());
        assertEquals(ErrorCode.IMAGE_RESIZE_VALIDATION, variables.violations().getFirst().code());
    }

    @Test
    void manyLongValuesTogetherAreStopped() {
        ((ObjectNode) scope.get("fields")).put("long", "x".repeat(Variables.MAX_VALUE_CHARS));

        JsonNode out = value("${fields.long}".repeat(20_000));

        assertTrue(out.textValue().length() <= Variables.MAX_CHARS);
        assertEquals(1, variables.violations().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Math.max(1, 2)",
                "Math.PI",
                "file.size + 1",
                "file.name.toUpperCase()",
                "file.name.length",
                "fields.list.length",
                "({ a: { b: 1 } }).a.b",
                "'}' + \"}\" + `}`",
                "fields.text.replace('\\'', '}')",
            })
    void whatIsMoreThanALookUpIsComputed(String expression) {
        var step = JsonNodeFactory.instance.objectNode().put("p", "${ " + expression + " }");

        JsonNode whole = variables.substitute(withParams(step), Set.of()).get("p");
        JsonNode part =
                variables
                        .substitute(withParams(step.put("p", "<${" + expression + "}>")), Set.of())
                        .get("p");

        assertEquals(expression.length(), whole.intValue());
        assertEquals("<" + expression.length() + ">", part.textValue());
        assertEquals(List.of(expression), computed);
        assertEquals(
                List.of(),
                Variables.check(withParams(step), Set.of(), ErrorCode.IMAGE_RESIZE_VALIDATION));
    }

    private static Step withParams(ObjectNode params) {
        Step step = step("'p': ''");
        return new Step(
                step.name(),
                step.robot(),
                step.use(),
                params,
                step.outputMeta(),
                step.ignoreErrors(),
                step.result(),
                step.batch(),
                step.forceAccept(),
                step.interpolation(),
                step.userMeta());
    }

    @Test
    void anExpressionThatFailsIsAViolationAndEndsTheOthers() {
        variables.substitute(step("'p': ['${bad()}', '${1 + 1}']"), Set.of());

        var violation = variables.violations().getFirst();
        assertEquals(1, variables.violations().size());
        assertEquals(ErrorCode.SCRIPT_RUN_VALIDATION, violation.code());
        assertEquals("steps.s.p", violation.path());
        assertEquals("`${bad()}`: bad is undefined", violation.message());
        assertEquals(List.of("bad()"), computed);
    }

    @Test
    void anExpressionWithoutAValueIsEmptyAndNamed() {
        assertEquals("", value("${null}").textValue());
        assertEquals(List.of("null"), variables.missing());
    }

    @Test
    void aStepHasAHundredExpressionsAtMost() {
        var text = new StringBuilder();
        for (int i = 0; i <= Variables.MAX_EXPRESSIONS; i++) {
            text.append("${1 + ").append(i).append('}');
        }
        value(text.toString());

        assertEquals(Variables.MAX_EXPRESSIONS, computed.size());
        assertEquals(ErrorCode.SCRIPT_RUN_VALIDATION, variables.violations().getFirst().code());
    }

    @Test
    void emptyAndOverlongExpressionsAreRefusedWhenCreated() {
        var code = ErrorCode.IMAGE_RESIZE_VALIDATION;
        String longest = "1" + " ".repeat(Variables.MAX_EXPRESSION_CHARS) + "+ 1";
        var violations =
                Variables.check(step("'p': '${ }', 'q': '${" + longest + "}'"), Set.of(), code);

        assertEquals(2, violations.size());
        assertEquals("steps.s.p", violations.get(0).path());
        assertTrue(violations.get(0).message().contains("interpolate"));
        assertTrue(violations.get(1).message().contains("/script/run"));
    }

    @Test
    void unknownRootsAreRefusedWithThoseThatExist() {
        var violations =
                Variables.check(
                        step("'p': [{'q': '${fiel.name}'}]"),
                        Set.of(),
                        ErrorCode.IMAGE_RESIZE_VALIDATION);

        assertEquals("steps.s.p.q", violations.getFirst().path());
        assertTrue(violations.getFirst().message().contains("fields, file"));
    }

    @Test
    void aDollarAloneIsText() {
        assertEquals("5 $ {x} ${", value("5 $ {x} ${").textValue());
        assertFalse(Variables.present(JsonNodeFactory.instance.textNode("5 $ {x}")));
    }

    @Test
    void parametersWithoutVariablesAreHandedOnAsTheyAre() {
        var step = step("'p': 'plain', 'q': [1]");

        assertSame(step.params(), variables.substitute(step, Set.of()));
    }

    @Test
    void aLiteralParameterStaysAsWrittenUnlessTheStepNamesIt() {
        var step = step("'p': '${fields.w}', 'q': {'r': '${fields.w}'}");
        var named = step("'p': '${fields.w}', 'interpolate': {'p': true}");

        var left = variables.substitute(step, Set.of("p", "q"));
        assertEquals("${fields.w}", left.get("p").textValue());
        assertEquals("${fields.w}", left.get("q").get("r").textValue());
        assertEquals(320, variables.substitute(named, Set.of("p")).get("p").intValue());
    }

    @Test
    void oneTextIsFilledOnceAndStaysText() {
        assertEquals("320", variables.fill(step("'p': 1"), "p", "${fields.w}"));
        assertEquals("a.png/", variables.fill(step("'p': 1"), "p", "${file.name}/${file.ext}"));
        assertEquals(List.of("file.ext"), variables.missing());
    }
}
