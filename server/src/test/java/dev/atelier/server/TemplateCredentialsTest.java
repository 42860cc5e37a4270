package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpResponse;
import java.nio.file.Path;

class TemplateCredentialsTest {
    private static final String BUCKET =
            "{'name':'my-bucket','type':'s3','content':{'key':'AKIA-1','secret':'s3kr3t',"
                    + "'bucket':'pictures','other':'unknown-field'}}";

    @TempDir Path folder;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(folder, new TwoAccounts());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> tell(String method, String path, String account, String params)
            throws Exception {
        return server.tell(
                method, "/template_credentials" + path, account, params.replace('\'', '"'));
    }

    private JsonNode ask(String path, String account) throws Exception {
        return TestServer.json(server.ask("/template_credentials" + path, account, "{}"));
    }

    private String created(String account) throws Exception {
        var answer = tell("POST", "", account, BUCKET);
        assertEquals(200, answer.statusCode(), () -> TestServer.text(answer));
        return TestServer.json(answer).at("/credential/id").asText();
    }

    @Test
    void tpl1NoAnswerEverHoldsASecret() throws Exception {
        var answer = tell("POST", "", "a", BUCKET);
        String id = TestServer.json(answer).at("/credential/id").asText();
        var changed = tell("PUT", "/" + id, "a", "{'content':{'secret':'n3w-s3kr3t'}}");

        String all =
                TestServer.text(answer)
                        + TestServer.text(changed)
                        + ask("/" + id, "a")
                        + ask("", "a")
                        + ask("/types", "a");

        assertFalse(all.contains("s3kr3t"), all);
        assertFalse(all.contains("AKIA-1"), all);
        assertFalse(all.contains("unknown-field"), all);
        assertEquals("pictures", ask("/" + id, "a").at("/credential/content/bucket").asText());
        assertEquals("****", ask("/" + id, "a").at("/credential/content/secret").asText());
    }

    @Test
    void credentialsAreReadListedChangedAndDeleted() throws Exception {
        String id = created("a");

        JsonNode read = ask("/my-bucket", "a");
        assertEquals("TEMPLATE_CREDENTIALS_READ", read.path("ok").asText());
        assertEquals(id, read.at("/credential/id").asText());
        assertEquals("s3", read.at("/credential/type").asText());
        assertTrue(read.at("/credential/stringified").isTextual());
        JsonNode list = ask("", "a");
        assertEquals("TEMPLATE_CREDENTIALS_FOUND", list.path("ok").asText());
        assertEquals(1, list.path("credentials").size());
        var past = server.ask("/template_credentials", "a", "{\"page\":2}");
        assertTrue(TestServer.json(past).path("credentials").isEmpty());

        var changed = tell("PUT", "/" + id, "a", "{'name':'their-bucket'}");
        assertEquals("TEMPLATE_CREDENTIALS_UPDATED", TestServer.json(changed).path("ok").asText());
        assertEquals("their-bucket", ask("/" + id, "a").at("/credential/name").asText());

        var deleted = tell("DELETE", "/" + id, "a", "{}");
        assertEquals("TEMPLATE_CREDENTIALS_DELETED", TestServer.json(deleted).path("ok").asText());
        assertEquals("TEMPLATE_CREDENTIALS_NOT_FOUND", ask("/" + id, "a").path("error").asText());
    }

    @Test
    void maskSentBackLeavesTheSecretAsItWas() throws Exception {
        String id = created("a");
        JsonNode shown = ask("/" + id, "a").at("/credential/content");

        tell("PUT", "/" + id, "a", "{\"content\":" + shown + "}");

        assertEquals("s3kr3t", server.vault().open("a", "my-bucket").path("secret").asText());
    }

    @Test
    void typesNameTheFieldsAndWhichAreNeeded() throws Exception {
        JsonNode types = ask("/types", "a");

        assertEquals("TEMPLATE_CREDENTIALS_TYPES_FOUND", types.path("ok").asText());
        assertTrue(types.at("/types/s3/fields/key/requiredOnCreate").asBoolean());
        assertEquals(22, types.path("types").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name':'abc','type':'s3','content':{'key':'k','secret':'s','bucket':'b'}}",
                "{'name':'my bucket','type':'s3','content':{'key':'k','secret':'s','bucket':'b'}}",
                "{'name':'my-bucket','type':'s4','content':{'key':'k'}}",
                "{'name':'my-bucket','type':'s3','content':{'key':'k'}}",
                "{'name':'my-bucket','type':'s3','content':'no json'}",
                "{'name':'my-bucket','type':'http','content':{}}",
                "{'name':'my-bucket'}"
            })
    void incompleteCredentialsAreRefused(String params) throws Exception {
        var answer = tell("POST", "", "a", params);

        assertEquals(400, answer.statusCode());
        assertEquals(
                "TEMPLATE_CREDENTIALS_NOT_CREATED", TestServer.json(answer).path("error").asText());
    }

    @Test
    void ten1AnotherAccountNeitherReadsNorChangesNorListsCredentials() throws Exception {
        String id = created("a");

        assertEquals("TEMPLATE_CREDENTIALS_NOT_FOUND", ask("/" + id, "b").path("error").asText());
        assertEquals(400, tell("PUT", "/" + id, "b", "{}").statusCode());
        assertEquals(400, tell("DELETE", "/my-bucket", "b", "{}").statusCode());
        assertTrue(ask("", "b").path("credentials").isEmpty());
        assertEquals(1, ask("", "a").path("credentials").size());
    }

    @Test
    void ten2VaultOpensCredentialsOfTheirOwnAccountOnly() throws Exception {
        created("a");

        var refused =
                org.junit.jupiter.api.Assertions.assertThrows(
                        dev.atelier.core.error.AssemblyException.class,
                        () -> server.vault().open("b", "my-bucket"));

        assertEquals("TEMPLATE_CREDENTIALS_INJECTION_ERROR", refused.error().code().name());
        assertEquals("s3kr3t", server.vault().open("a", "my-bucket").path("secret").asText());
    }
}
