package dev.atelier.core.instructions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateMergeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1} | {'b':2} | {'a':1,'b':2}",
                "{'a':1} | {'a':2} | {'a':2}",
                "{'a':1} | {'a':null} | {'a':1}",
                "{} | {'a':null} | {'a':null}",
                "{'steps':{'s':{'robot':'/r/x','width':5,'height':6}}} |"
                        + " {'steps':{'s':{'width':7}}} |"
                        + " {'steps':{'s':{'robot':'/r/x','width':7,'height':6}}}",
                "{'steps':{'s':{'robot':'/r/x'}}} | {'steps':{'t':{'robot':'/r/y'}}}"
                        + " | {'steps':{'s':{'robot':'/r/x'},'t':{'robot':'/r/y'}}}",
                "{'steps':{'s':{'width':5}}} | {'steps':{'s':{'width':null}}}"
                        + " | {'steps':{'s':{'width':null}}}",
                "{'a':[1,2,3]} | {'a':[9]} | {'a':[9,2,3]}",
                "{'a':[{'x':1}]} | {'a':[{'y':2},3]} | {'a':[{'x':1,'y':2},3]}",
                "{'a':[1]} | {'a':{'x':1}} | {'a':{'x':1}}",
                "{'a':{'x':1}} | {'a':[1]} | {'a':[1]}",
                "{'fields':{'who':'t','n':1}} | {'fields':{'who':'r'}}"
                        + " | {'fields':{'who':'r','n':1}}",
                "{'allow_steps_override':false,'a':1} | {'steps':null,'a':2}"
                        + " | {'allow_steps_override':false,'a':2,'steps':null}"
            })
    void requestLiesOverTemplate(String template, String request, String merged) {
        ObjectNode lower = json(template);
        ObjectNode upper = json(request);

        assertEquals(json(merged), TemplateMerge.merge(lower, upper));

        assertEquals(json(template), lower);
        assertEquals(json(request), upper);
    }

    @Test
    void stepsOfTheTemplateKeepTheirOrder() {
        var merged =
                TemplateMerge.merge(
                        json("{'steps':{'b':{},'a':{}}}"),
                        json("{'steps':{'c':{},'a':{},'b':{}}}"));

        assertEquals("{\"b\":{},\"a\":{},\"c\":{}}", merged.get("steps").toString());
    }

    @Test
    void tpl1StepsOfARequestAreRefusedWhenTheTemplateForbidsThem() {
        var template = json("{'allow_steps_override':false,'steps':{'s':{}}}");

        for (String steps : new String[] {"{'s':{'width':1}}", "{}", "[]", "'x'"}) {
            var request = json("{'allow_steps_override':true,'steps':" + steps + "}");
            var refused =
                    assertThrows(
                            AssemblyException.class, () -> TemplateMerge.merge(template, request));
            assertEquals(ErrorCode.TEMPLATE_DENIES_STEPS_OVERRIDE, refused.error().code());
        }
    }
}
