package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** Members of params that say how to answer, rather than what to make. */
class CreateParamsTest {
    private static final String STEPS = "\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}";
    private static final String ORIGIN = "Access-Control-Allow-Origin";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String id(HttpResponse<byte[]> answer) throws Exception {
        assertEquals(200, answer.statusCode(), () -> TestServer.text(answer));
        return TestServer.json(answer).path("assembly_id").asText();
    }

    private HttpResponse<byte[]> created(String more) throws Exception {
        return server.post("{" + more + STEPS);
    }

    private HttpResponse<byte[]> replayed(String id) throws Exception {
        server.ended(id);
        return server.get(
                "/assemblies/" + id(server.post("/assemblies/" + id + "/replay", form())));
    }

    private static Multipart form() {
        return new Multipart().field("params", "{}");
    }

    @Test
    void usageTagsAreRepeatedAlsoByAReplay() throws Exception {
        var first = created("\"usage_tags\":\"shop,spring\",");

        JsonNode again = TestServer.json(replayed(id(first)));

        assertEquals("shop,spring", TestServer.json(first).path("usage_tags").asText());
        assertEquals("shop,spring", again.path("usage_tags").asText());
        assertEquals("", TestServer.json(created("")).path("usage_tags").asText("none"));
    }

    private static String origin(HttpResponse<byte[]> answer) {
        return String.join(" ", answer.headers().allValues(ORIGIN));
    }

    @Test
    void corsHeadersOfTheRequestStandInEveryAnswerAboutItsAssembly() throws Exception {
        var first =
                created(
                        "\"response_headers\":{\"cors\":{\"access-control-allow-origin\":"
                                + "\"https://shop.example\",\"Access-Control-Max-Age\":60}},");
        String id = id(first);
        var cancelled = server.send(server.request("/assemblies/" + id).DELETE());

        for (var answer : java.util.List.of(first, cancelled, replayed(id))) {
            assertEquals("https://shop.example", origin(answer));
            assertEquals("60", answer.headers().firstValue("Access-Control-Max-Age").orElse(""));
        }
        assertEquals("*", origin(created("")), "nobody else's");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "{\"cache\":{}}",
                "{\"cors\":{},\"cache\":{}}",
                "{\"cors\":{\"Set-Cookie\":\"a=b\"}}",
                "{\"cors\":{\"Access-Control-Allow-Credentials\":\"true\"}}",
                "{\"cors\":{\"Access-Control-Allow-Origin\":\"a\\r\\nX: y\"}}",
                "{\"cors\":{\"Access-Control-Allow-Origin\":[\"*\"]}}"
            })
    void otherHeadersCannotBeSet(String headers) throws Exception {
        var refused = created("\"response_headers\":" + headers + ",");
        String template =
                "{\"name\":\"t\",\"template\":{\"response_headers\":" + headers + "," + STEPS + "}";
        var unsaved = server.tell("POST", "/templates", "a", template);

        assertEquals(400, refused.statusCode());
        assertEquals("INVALID_FORM_DATA", TestServer.json(refused).path("error").asText());
        assertEquals("TEMPLATE_VALIDATION_ERROR", TestServer.json(unsaved).path("error").asText());
    }

    @Test
    void usageTagsOfAnotherTypeAreRefused() throws Exception {
        assertEquals(400, created("\"usage_tags\":[\"a\"],").statusCode());
    }

    @Test
    void whoeverKnowsTheIdDoesNotLearnWhoSentIt() throws Exception {
        var request =
                server.request("/assemblies")
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "canary-agent")
                        .header("Referer", "https://canary.example/")
                        .header("Transloadit-Client", "my-client:1");
        var answer = server.send(request.POST(HttpRequest.BodyPublishers.ofString("{" + STEPS)));

        JsonNode status = TestServer.json(answer);
        for (String member : new String[] {"client_agent", "client_ip", "client_referer"}) {
            assertTrue(status.has(member) && status.path(member).isNull(), member);
        }
        assertEquals("my-client:1", status.path("transloadit_client").asText());
        assertTrue(!TestServer.text(answer).contains("canary"));
    }
}
