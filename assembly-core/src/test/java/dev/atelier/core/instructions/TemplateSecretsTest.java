package dev.atelier.core.instructions;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.memory.MemoryTemplates;
import dev.atelier.core.port.Templates.Template;
import dev.atelier.core.run.TemplateUse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Objects;

/** What a request without a signature may change of a template's step that holds secrets. */
class TemplateSecretsTest {
    private static final ObjectNode TEMPLATE =
            json(
                    "{'steps':{'get':{'robot':'/http/import','url':'https://a.test/',"
                            + "'headers':{'Authorization':'x'}},"
                            + "'put':{'robot':'/s3/store','key':'k','secret':'s','path':'p'},"
                            + "'plain':{'robot':'/http/import','url':'https://a.test/',"
                            + "'headers':{}}}}");

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void require(String steps, boolean signed) {
        var templates = new MemoryTemplates();
        templates.create(new Template("1", "a", "shop", TEMPLATE, false, 0, 0, null));
        var use = new TemplateUse(templates, () -> Instant.EPOCH);
        ObjectNode params = json("{'template_id':'shop','steps':" + steps + "}");
        assertEquals(
                "shop", Objects.requireNonNull(use.merge(params, "a", signed).template()).name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'get':{'url':'https://b.test/'}}",
                "{'get':{'url':null}}",
                "{'get':{'robot':'/http/request'}}",
                "{'put':{'host':'b.test'}}"
            })
    void notWhereTheyGo(String steps) {
        var refused = assertThrows(AssemblyException.class, () -> require(steps, false));
        assertEquals(ErrorCode.NO_SIGNATURE_FIELD, refused.error().code());
        assertDoesNotThrow(() -> require(steps, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'get':{'url':'https://a.test/'}}",
                "{'get':{'headers':{'Accept':'x'}}}",
                "{'put':{'path':'mine'}}",
                "{'plain':{'url':'https://b.test/'}}",
                "{'own':{'url':'https://b.test/'}}",
                "{}"
            })
    void butTheRest(String steps) {
        assertDoesNotThrow(() -> require(steps, false));
    }
}
