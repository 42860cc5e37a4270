package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.server.auth.Scope;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

class TemplatesTest {
    private static final String STEPS =
            "{'steps':{'made':{'robot':'/test/write','text':'${fields.who}'}},"
                    + "'fields':{'who':'nobody'}}";

    private final TwoAccounts access = new TwoAccounts();
    @TempDir Path folder;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(folder, access);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private HttpResponse<byte[]> save(String account, String name, String template)
            throws Exception {
        return server.tell(
                "POST",
                "/templates",
                account,
                json("{'name':'" + name + "','template':" + template + "}"));
    }

    private JsonNode saved(String account, String name, String template) throws Exception {
        var answer = save(account, name, template);
        assertEquals(200, answer.statusCode(), () -> TestServer.text(answer));
        return TestServer.json(answer);
    }

    private HttpResponse<byte[]> create(String account, String params) throws Exception {
        return server.tell("POST", "/assemblies", account, json(params));
    }

    private JsonNode run(String account, String params) throws Exception {
        JsonNode created = TestServer.json(create(account, params));
        return server.ended(created.path("assembly_id").asText());
    }

    private String madeBy(JsonNode status) throws Exception {
        String url = status.at("/results/made/0/ssl_url").asText();
        return TestServer.text(server.get(url.substring(server.url("").length())));
    }

    @Test
    void templateIsStoredFoundByIdAndNameChangedAndDeleted() throws Exception {
        JsonNode created = saved("a", "tea-shop", STEPS);
        String id = created.path("id").asText();

        assertEquals("TEMPLATE_CREATED", created.path("ok").asText());
        assertEquals(id, created.path("template_id").asText());
        assertEquals("tea-shop", created.path("template_name").asText());
        assertTrue(created.path("content").isObject());
        assertEquals(0, created.path("require_signature_auth").asInt(-1));
        for (String key : List.of(id, "tea-shop")) {
            JsonNode found = TestServer.json(server.ask("/templates/" + key, "a", "{}"));
            assertEquals("TEMPLATE_FOUND", found.path("ok").asText());
            assertEquals(created.path("content"), found.path("content"));
        }

        JsonNode changed =
                TestServer.json(
                        server.tell(
                                "PUT",
                                "/templates/tea-shop",
                                "a",
                                json("{'name':'coffee','require_signature_auth':1}")));
        assertEquals("TEMPLATE_UPDATED", changed.path("ok").asText());
        assertEquals(created.path("content"), changed.path("content"));
        assertEquals(1, changed.path("require_signature_auth").asInt());

        var deleted = server.tell("DELETE", "/templates/" + id, "a", "{}");
        assertEquals("TEMPLATE_DELETED", TestServer.json(deleted).path("ok").asText());
        var gone = server.ask("/templates/" + id, "a", "{}");
        assertEquals(404, gone.statusCode());
        assertEquals("TEMPLATE_NOT_FOUND", TestServer.json(gone).path("error").asText());
        assertEquals(
                List.of(
                        Scope.TEMPLATES_WRITE,
                        Scope.TEMPLATES_READ,
                        Scope.TEMPLATES_READ,
                        Scope.TEMPLATES_WRITE,
                        Scope.TEMPLATES_WRITE,
                        Scope.TEMPLATES_READ),
                access.scopes);
    }

    @Test
    void templateMayComeAsJsonText() throws Exception {
        String params =
                "{\"name\":\"text-form\",\"template\":"
                        + "\"{\\\"steps\\\":{\\\"made\\\":{\\\"robot\\\":\\\"/test/write\\\"}}}\"}";

        var answer = server.tell("POST", "/templates", "a", params);

        assertEquals(
                "/test/write",
                TestServer.json(answer).at("/content/steps/made/robot").asText(),
                () -> TestServer.text(answer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TEMPLATE_VALIDATION_ERROR | {'template':{}}",
                "TEMPLATE_VALIDATION_ERROR | {'name':'tea-shop'}",
                "TEMPLATE_VALIDATION_ERROR | {'name':'tea shop','template':{}}",
                "TEMPLATE_VALIDATION_ERROR"
                        + " | {'name':'0123456789abcdef0123456789abcdef','template':{}}",
                "TEMPLATE_VALIDATION_ERROR | {'name':'tea-shop','template':[]}",
                "TEMPLATE_INVALID_JSON | {'name':'tea-shop','template':'no json'}",
                "TEMPLATE_VALIDATION_ERROR | {'name':'tea-shop','template':{'step':{}}}",
                "TEMPLATE_VALIDATION_ERROR | {'name':'tea-shop','template':{'template_id':'x'}}",
                "TEMPLATE_VALIDATION_ERROR"
                        + " | {'name':'tea-shop','template':{'steps':{'a':{'robot':'/no/robot'}}}}",
                "TEMPLATE_VALIDATION_ERROR"
                        + " | {'name':'tea-shop','template':{'allow_steps_override':'no'}}",
                "TEMPLATE_VALIDATION_ERROR"
                        + " | {'name':'tea-shop','template':{},'require_signature_auth':2}",
                "TEMPLATE_VALIDATION_ERROR"
                        + " | {'name':'tea-shop','template':{},'assembly_status_expiry':'1day'}",
                "NO_OBJECT_PARAMS_FIELD | []",
                "INVALID_PARAMS_FIELD | {"
            })
    void unusableTemplateIsRefused(String code, String params) throws Exception {
        var answer = server.tell("POST", "/templates", "a", json(params));

        assertEquals(400, answer.statusCode());
        assertEquals(code, TestServer.json(answer).path("error").asText());
    }

    @Test
    void nameIsUniqueWithinAnAccount() throws Exception {
        saved("a", "tea-shop", STEPS);
        saved("b", "tea-shop", STEPS);

        var second = save("a", "tea-shop", STEPS);

        assertEquals(400, second.statusCode());
        assertEquals("TEMPLATE_VALIDATION_ERROR", TestServer.json(second).path("error").asText());
    }

    @Test
    void listHasCountAndItemsAndTakesItsParameters() throws Exception {
        saved("a", "aaaa", STEPS);
        saved("a", "bbbb", STEPS);
        saved("b", "cccc", STEPS);

        JsonNode all = TestServer.json(server.ask("/templates", "a", json("{'sort':'name'}")));
        assertEquals(2, all.path("count").asInt());
        assertEquals("bbbb", all.at("/items/0/name").asText());
        assertTrue(all.at("/items/0/content").isObject());
        assertTrue(all.at("/items/0/last_used").isNull());
        JsonNode second =
                TestServer.json(
                        server.ask(
                                "/templates",
                                "a",
                                json("{'page':2,'pagesize':1,'sort':'name','order':'asc'}")));
        assertEquals("bbbb", second.at("/items/0/name").asText());
        assertEquals(1, second.path("items").size());
        JsonNode none =
                TestServer.json(
                        server.ask(
                                "/templates", "a", json("{'include_builtin':'exclusively-all'}")));
        assertEquals(0, none.path("count").asInt(-1));

        var wrong = server.ask("/templates", "a", json("{'sort':'colour'}"));
        assertEquals("TEMPLATE_LIST_ERROR", TestServer.json(wrong).path("error").asText());
    }

    @Test
    void assemblyRunsATemplateWithTheFieldsOfTheRequest() throws Exception {
        String id = saved("a", "tea-shop", STEPS).path("id").asText();

        JsonNode plain = run("a", "{'template_id':'" + id + "'}");
        JsonNode named = run("a", "{'template_id':'tea-shop','fields':{'who':'me'}}");

        assertEquals("nobody", madeBy(plain));
        assertEquals("me", madeBy(named));
        assertEquals(id, named.path("template_id").asText());
        assertEquals("tea-shop", named.path("template_name").asText());
        assertTrue(named.path("template").asText().contains("nobody"));
        assertTrue(named.path("merged_params").asText().contains("\"who\":\"me\""));
        assertEquals("a", named.path("account_id").asText());
    }

    @Test
    void requestOverridesOneParameterOfOneStep() throws Exception {
        saved("a", "tea-shop", STEPS);

        JsonNode status = run("a", "{'template_id':'tea-shop','steps':{'made':{'text':'mine'}}}");

        assertEquals("mine", madeBy(status));
    }

    @Test
    void unknownTemplateLeavesAFailedAssemblyBehind() throws Exception {
        var answer = create("a", "{'template_id':'nowhere'}");

        assertEquals(404, answer.statusCode());
        JsonNode body = TestServer.json(answer);
        assertEquals("TEMPLATE_NOT_FOUND", body.path("error").asText());
        JsonNode status = server.status(body.path("assembly_id").asText());
        assertEquals("TEMPLATE_NOT_FOUND", status.path("error").asText());
    }

    @Test
    void templateThatWantsASignatureRefusesARequestWithout() throws Exception {
        saved("a", "tea-shop", STEPS);
        server.tell("PUT", "/templates/tea-shop", "a", json("{'require_signature_auth':1}"));

        var refused = create("a", "{'template_id':'tea-shop'}");
        assertEquals(400, refused.statusCode());
        assertEquals("NO_SIGNATURE_FIELD", TestServer.json(refused).path("error").asText());

        var form =
                new Multipart()
                        .field("params", json("{'template_id':'tea-shop'}"))
                        .field("signature", "sha384:test");
        var signed =
                server.send(
                        server.request("/assemblies")
                                .header("Content-Type", form.contentType())
                                .header("Authorization", "a")
                                .POST(
                                        java.net.http.HttpRequest.BodyPublishers.ofByteArray(
                                                form.bytes())));
        assertEquals(200, signed.statusCode());
    }

    @Test
    void refererOfATemplateHoldsForItsRequests() throws Exception {
        saved("a", "ours", "{'auth':{'referer':'^https://good[.]example/'}," + STEPS.substring(1));
        var request = new Multipart().field("params", json("{'template_id':'ours'}"));
        var answers = new java.util.ArrayList<Integer>();
        for (String referer : List.of("https://good.example/a", "https://bad.example/")) {
            var sent =
                    server.request("/assemblies")
                            .header("Content-Type", request.contentType())
                            .header("Authorization", "a")
                            .header("Referer", referer)
                            .POST(BodyPublishers.ofByteArray(request.bytes()));
            answers.add(server.send(sent).statusCode());
        }

        assertEquals(List.of(200, 403), answers);
    }

    @Test
    void tpl1StepsOverrideIsRefusedWhereTheTemplateForbidsIt() throws Exception {
        saved("a", "fixed", "{'allow_steps_override':false," + STEPS.substring(1));

        var refused =
                create(
                        "a",
                        "{'template_id':'fixed','allow_steps_override':true,"
                                + "'steps':{'made':{'text':'mine'}}}");

        assertEquals(400, refused.statusCode());
        assertEquals(
                "TEMPLATE_DENIES_STEPS_OVERRIDE", TestServer.json(refused).path("error").asText());
        JsonNode allowed = run("a", "{'template_id':'fixed','fields':{'who':'me'}}");
        assertEquals("me", madeBy(allowed));
    }

    @Test
    void tpl1FieldsThatLookLikeLookUpsStayText() throws Exception {
        saved("a", "tea-shop", STEPS);

        JsonNode status =
                run(
                        "a",
                        "{'template_id':'tea-shop',"
                                + "'fields':{'who':'${template.secret} ${fields.who}'}}");

        assertEquals("${template.secret} ${fields.who}", madeBy(status));
    }

    @Test
    void tpl1SecretsOfATemplateAreCoveredInTheStatus() throws Exception {
        saved(
                "a",
                "with-auth",
                "{'auth':{'key':'hidden-key','secret':'hidden-secret'},"
                        + "'steps':{'made':{'robot':'/test/write'}}}");

        JsonNode status =
                run("a", "{'template_id':'with-auth','auth':{'key':'mine','secret':'mine-too'}}");

        assertFalse(status.toString().contains("hidden-"), status::toString);
        assertFalse(status.toString().contains("mine"), status::toString);
    }

    @Test
    void ten1AnotherAccountFindsNoTemplateAndChangesNone() throws Exception {
        String id = saved("a", "tea-shop", STEPS).path("id").asText();

        for (String key : List.of(id, "tea-shop")) {
            assertEquals(404, server.ask("/templates/" + key, "b", "{}").statusCode());
            assertEquals(404, server.tell("PUT", "/templates/" + key, "b", "{}").statusCode());
            assertEquals(404, server.tell("DELETE", "/templates/" + key, "b", "{}").statusCode());
        }
        JsonNode list = TestServer.json(server.ask("/templates", "b", "{}"));
        assertEquals(0, list.path("count").asInt(-1));
        assertEquals(200, server.ask("/templates/" + id, "a", "{}").statusCode());
    }

    @Test
    void ten2TemplateOfAnotherAccountCannotBeUsed() throws Exception {
        String id = saved("a", "tea-shop", STEPS).path("id").asText();

        for (String key : List.of(id, "tea-shop")) {
            var answer = create("b", "{'template_id':'" + key + "'}");
            assertEquals(404, answer.statusCode());
            assertEquals("TEMPLATE_NOT_FOUND", TestServer.json(answer).path("error").asText());
        }
    }
}
