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
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class AssembliesTest {
    private static final String WRITE = "{\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}";
    private static final String COPY =
            "{\"steps\":{\"kept\":{\"robot\":\"/test/write\",\"use\":\":original\"}}}";
    private static final String ID = "0123456789abcdef0123456789abcdef";

    @TempDir Path folder;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void jsonBodyIsParamsItself() throws Exception {
        JsonNode created = TestServer.json(server.post(WRITE));

        JsonNode status = server.ended(created.path("assembly_id").asText());
        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText());
        assertEquals("out.txt", status.at("/results/made/0/name").asText());
    }

    @Test
    void urlencodedFormIsTaken() throws Exception {
        String body =
                "params="
                        + java.net.URLEncoder.encode(WRITE, StandardCharsets.UTF_8)
                        + "&who=m%C3%A9";
        var answer =
                server.send(
                        server.request("/assemblies")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertEquals(200, answer.statusCode());
        assertEquals("mé", TestServer.json(answer).at("/fields/who").asText());
    }

    @Test
    void filesMayComeBeforeParams() throws Exception {
        var form =
                new Multipart()
                        .file("image", "a b.bin", new byte[] {1, 2, 3})
                        .field("params", COPY);

        JsonNode created = TestServer.json(server.post("/assemblies", form));

        JsonNode status = server.ended(created.path("assembly_id").asText());
        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText());
        assertEquals("a b.bin", status.at("/uploads/0/name").asText());
        assertEquals("image", status.at("/uploads/0/field").asText());
        assertEquals(3, status.at("/uploads/0/size").asInt());
        assertEquals("image", status.at("/results/kept/0/field").asText());
        assertTrue(status.at("/uploads/0/ssl_url").asText().endsWith("/a%20b.bin"));
    }

    @Test
    void binaryPartWithoutFileNameIsAFileNamedLikeItsField() throws Exception {
        var form =
                new Multipart()
                        .part("form-data; name=\"stream\"", "image/png", new byte[] {9})
                        .field("params", COPY);

        JsonNode created = TestServer.json(server.post("/assemblies", form));

        assertEquals("stream", created.at("/uploads/0/name").asText());
    }

    @Test
    void paramsMayComeAsAFilePart() throws Exception {
        var form = new Multipart().file("params", "p.json", WRITE.getBytes(StandardCharsets.UTF_8));

        JsonNode created = TestServer.json(server.post("/assemblies", form));

        assertEquals(0, created.path("num_input_files").asInt());
        assertTrue(created.has("assembly_id"));
    }

    @Test
    void emptyFileInputOfABrowserIsNoUpload() throws Exception {
        var form = new Multipart().field("params", WRITE).file("mask", "", new byte[0]);

        JsonNode created = TestServer.json(server.post("/assemblies", form));

        assertEquals(0, created.path("num_input_files").asInt());
        server.ended(created.path("assembly_id").asText());
    }

    @Test
    void formFieldsWinOverFieldsOfParamsAndTypesStay() throws Exception {
        String params =
                "{\"fields\":{\"a\":1,\"b\":{\"c\":true}},\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}";
        var form = new Multipart().field("a", "form").field("params", params);

        JsonNode created = TestServer.json(server.post("/assemblies", form));

        assertEquals("\"form\"", created.at("/fields/a").toString());
        assertTrue(created.at("/fields/b/c").asBoolean());
    }

    @Test
    void firstAnswerHasEveryMemberClientsNeed() throws Exception {
        JsonNode status =
                TestServer.json(
                        server.post(
                                "{\"auth\":{\"key\":\"my-key\",\"secret\":\"s3cret\"},\"steps\":{\"held\":{\"robot\":\"/test/wait\"}}}"));

        for (String text :
                new String[] {
                    "ok",
                    "message",
                    "assembly_id",
                    "account_id",
                    "instance",
                    "region",
                    "assembly_url",
                    "assembly_ssl_url",
                    "companion_url",
                    "uppyserver_url",
                    "websocket_url",
                    "update_stream_url",
                    "tus_url",
                    "start_date",
                    "usage_tags",
                    "build_id",
                    "params",
                    "merged_params"
                }) {
            assertTrue(status.path(text).isTextual(), text);
        }
        for (String number :
                new String[] {
                    "http_code",
                    "bytes_received",
                    "bytes_expected",
                    "bytes_usage",
                    "num_input_files"
                }) {
            assertTrue(status.path(number).isIntegralNumber(), number);
        }
        for (String list :
                new String[] {
                    "warnings", "uploads", "running_jobs", "executing_jobs", "started_jobs"
                }) {
            assertTrue(status.path(list).isArray(), list);
        }
        assertTrue(status.path("results").isObject());
        assertEquals("ASSEMBLY_EXECUTING", status.path("ok").asText());
        assertTrue(
                status.path("start_date")
                        .asText()
                        .matches("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d GMT"));
        assertEquals("held:::original", status.at("/running_jobs/0").asText());
        assertTrue(status.path("params").asText().contains("\"key\":\"****\""));
        assertFalse(status.toString().contains("my-key"));
        assertFalse(status.toString().contains("s3cret"));
        String id = status.path("assembly_id").asText();
        assertEquals(server.url("/assemblies/" + id), status.path("assembly_ssl_url").asText());
    }

    @Test
    void clientMadeIdIsKeptAndNotTakenTwice() throws Exception {
        var form = new Multipart().field("params", WRITE);

        assertEquals(
                ID,
                TestServer.json(server.post("/assemblies/" + ID, form))
                        .path("assembly_id")
                        .asText());
        var second = server.post("/assemblies/" + ID, form);

        assertEquals(400, second.statusCode());
        assertEquals("DO_NOT_REUSE_ASSEMBLY_IDS", TestServer.json(second).path("error").asText());
    }

    @Test
    void putCreatesToo() throws Exception {
        var answer =
                server.send(
                        server.request("/assemblies/" + ID)
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(WRITE)));

        assertEquals(ID, TestServer.json(answer).path("assembly_id").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                              | INVALID_PARAMS_FIELD",
                "[1]                            | NO_OBJECT_PARAMS_FIELD",
                "{\"auth\":1}                   | NO_OBJECT_AUTH_PARAMETER",
                "{\"auth\":{}}                  | NO_AUTH_KEY_PARAMETER",
                "{\"auth\":{\"key\":1}}         | INVALID_AUTH_KEY_PARAMETER",
                "{\"template_id\":7}            | INVALID_TEMPLATE_FIELD",
                "{\"num_expected_upload_files\":-1} |"
                        + " ASSEMBLY_INVALID_NUM_EXPECTED_UPLOAD_FILES_PARAM",
                "{\"notify_url\":1}             | ASSEMBLY_INVALID_NOTIFY_URL",
                "{\"redirect_url\":\"javascript:1\"} | INVALID_FORM_DATA",
            })
    void unusableParamsAreRefusedWithTheCodeClientsKnow(String params, String code)
            throws Exception {
        var answer = server.post(params);

        assertEquals(400, answer.statusCode());
        assertEquals(code, TestServer.json(answer).path("error").asText());
        assertEquals(400, TestServer.json(answer).path("http_code").asInt());
        assertTrue(TestServer.json(answer).path("reason").isTextual());
    }

    @Test
    void requestWithoutParamsIsRefused() throws Exception {
        var answer = server.post("/assemblies", new Multipart().field("other", "x"));

        assertEquals(400, answer.statusCode());
        assertEquals("NO_PARAMS_FIELD", TestServer.json(answer).path("error").asText());
    }

    @Test
    void refusedInstructionsNameEveryViolationAndLeaveAFailedAssembly() throws Exception {
        var answer =
                server.post(
                        "{\"steps\":{\"a\":{\"robot\":\"/test/none\"},\"b\":{\"use\":\"x\",\"robot\":\"/test/write\"}}}");

        assertEquals(400, answer.statusCode());
        JsonNode error = TestServer.json(answer);
        assertEquals(2, error.path("violations").size());
        String id = error.path("assembly_id").asText();
        assertEquals(server.url("/assemblies/" + id), error.path("assembly_ssl_url").asText());
        var fetched = server.get("/assemblies/" + id);
        assertEquals(200, fetched.statusCode());
        assertEquals(error.path("error"), TestServer.json(fetched).path("error"));
        assertTrue(TestServer.json(fetched).path("ok").isMissingNode());
    }

    @Test
    void failedAssemblyIsFetchedWithStatus200() throws Exception {
        JsonNode created =
                TestServer.json(server.post("{\"steps\":{\"no\":{\"robot\":\"/test/refuse\"}}}"));
        String id = created.path("assembly_id").asText();

        JsonNode status = server.ended(id);

        assertEquals("USER_COMMAND_ERROR", status.path("error").asText());
        assertEquals("no", status.path("step").asText());
        assertEquals("This robot never works.", status.path("message").asText());
        assertEquals(200, server.get("/assemblies/" + id).statusCode());
    }

    @Test
    void ignoredErrorsAreListed() throws Exception {
        JsonNode created =
                TestServer.json(
                        server.post(
                                "{\"steps\":{\"no\":{\"robot\":\"/test/refuse\",\"ignore_errors\":[\"execute\"]}}}"));

        JsonNode status = server.ended(created.path("assembly_id").asText());

        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText());
        assertEquals("USER_COMMAND_ERROR", status.at("/ignored_errors/0/error").asText());
        assertEquals("execute", status.at("/ignored_errors/0/phase").asText());
        assertEquals(1, status.path("ignored_error_count").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"await\":true", "\"blocking\":true", "\"await\":\"transcoding\""})
    void awaitHoldsTheAnswerUntilTheEnd(String member) throws Exception {
        JsonNode status =
                TestServer.json(
                        server.post(
                                "{"
                                        + member
                                        + ",\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}"));

        assertEquals("ASSEMBLY_COMPLETED", status.path("ok").asText());
        assertEquals(1, status.at("/results/made").size());
    }

    @Test
    void awaitAnswersWhenTheAssemblyFails() throws Exception {
        JsonNode status =
                TestServer.json(
                        server.post(
                                "{\"await\":true,\"steps\":{\"no\":{\"robot\":\"/test/refuse\"}}}"));

        assertEquals("USER_COMMAND_ERROR", status.path("error").asText());
    }

    @Test
    void quietAnswersWithTheIdOnly() throws Exception {
        JsonNode status =
                TestServer.json(
                        server.post(
                                "{\"quiet\":true,\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}"));

        assertEquals(3, status.size(), status::toString);
        assertTrue(status.path("ok").isTextual());
        assertTrue(status.path("assembly_id").isTextual());
    }

    @Test
    void redirectUrlGetsTheAssemblyInItsQuery() throws Exception {
        var answer =
                server.post(
                        "{\"redirect_url\":\"https://shop.example/done?x=1#top\",\"steps\":{\"made\":{\"robot\":\"/test/write\"}}}");

        assertEquals(303, answer.statusCode());
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertTrue(
                location.matches(
                        "https://shop\\.example/done\\?x=1&assembly_id=[0-9a-f]{32}&assembly_url=http%3A%2F%2F.*#top"),
                location);
    }

    @Test
    void deleteCancels() throws Exception {
        JsonNode created =
                TestServer.json(server.post("{\"steps\":{\"held\":{\"robot\":\"/test/wait\"}}}"));
        server.robots.waiting.await();
        String id = created.path("assembly_id").asText();

        var answer = server.send(server.request("/assemblies/" + id).DELETE());

        assertEquals(200, answer.statusCode());
        assertEquals("ASSEMBLY_CANCELED", TestServer.json(answer).path("ok").asText());
        var again = server.send(server.request("/assemblies/" + id).DELETE());
        assertEquals("ASSEMBLY_CANCELED", TestServer.json(again).path("ok").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assemblies/ffffffffffffffffffffffffffffffff", "/assemblies/nonsense"})
    void unknownAssemblyIsNotFound(String path) throws Exception {
        var answer = server.get(path);

        assertEquals(404, answer.statusCode());
        assertEquals("ASSEMBLY_NOT_FOUND", TestServer.json(answer).path("error").asText());
    }

    @Test
    void unknownPathIsNotFound() throws Exception {
        var answer = server.get("/nowhere");

        assertEquals(404, answer.statusCode());
        assertEquals("SERVER_404", TestServer.json(answer).path("error").asText());
    }

    @Test
    void browsersOfAnyPageMayAskFirst() throws Exception {
        var answer =
                server.send(
                        server.request("/assemblies")
                                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertEquals(204, answer.statusCode());
        assertEquals("*", answer.headers().firstValue("Access-Control-Allow-Origin").orElseThrow());
        assertTrue(
                answer.headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElseThrow()
                        .contains("Transloadit-Client"));
        assertTrue(answer.headers().firstValue("Access-Control-Allow-Credentials").isEmpty());
    }

    @Test
    void formOfTheConsoleLeadsToAPageThatShowsTheResult() throws Exception {
        var form = new Multipart().field("params", COPY).file("image", "<b>.bin", new byte[] {1});
        var follow = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
        var posted = server.post("/assemblies?page", form);
        String page = posted.headers().firstValue("Location").orElseThrow();
        String id = page.replaceAll(".*/assemblies/([0-9a-f]{32})/page", "$1");
        server.ended(id);

        var shown =
                follow.send(
                        HttpRequest.newBuilder(java.net.URI.create(page)).build(),
                        HttpResponse.BodyHandlers.ofString());

        assertEquals(303, posted.statusCode());
        assertEquals(200, shown.statusCode());
        assertTrue(shown.body().contains("successfully completed"));
        assertTrue(shown.body().contains("/files/"));
        assertFalse(shown.body().contains("<b>"));
        assertFalse(shown.body().contains("http-equiv"));
        assertTrue(
                shown.headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow()
                        .startsWith("default-src 'none'"));
    }

    @ParameterizedTest
    @CsvSource({"<b>, INVALID_PARAMS_FIELD", "[], NO_OBJECT_PARAMS_FIELD"})
    void formOfTheConsoleIsRefusedWithAPage(String params, String code) throws Exception {
        var form = new Multipart().field("params", params).file("image", "", new byte[0]);

        var refused = server.post("/assemblies?page", form);

        String page = TestServer.text(refused);
        assertEquals(400, refused.statusCode());
        assertEquals(
                "text/html; charset=utf-8",
                refused.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(page.contains(code), page);
        assertTrue(page.contains("href=\"/\""), page);
        assertFalse(page.contains("<b>"), page);
        assertFalse(page.contains("http-equiv"), page);
    }

    @Test
    void pageOfRefusedInstructionsNamesEveryViolation() throws Exception {
        String params = "{\"steps\":{\"a\":{\"robot\":\"/no/one\"},\"b\":{\"robot\":\"/no/two\"}}}";
        var posted = server.post("/assemblies?page", new Multipart().field("params", params));
        String location = posted.headers().firstValue("Location").orElseThrow();

        String page = TestServer.text(server.get(java.net.URI.create(location).getPath()));

        assertEquals(303, posted.statusCode());
        assertTrue(page.contains("/no/one"), page);
        assertTrue(page.contains("/no/two"), page);
    }

    @Test
    void healthTellsVersionLanesEnginesAndCodecs() throws Exception {
        JsonNode health = TestServer.json(server.get("/health"));

        assertTrue(health.path("ok").asBoolean());
        assertEquals("test", health.path("version").asText());
        assertEquals(0, health.at("/lanes/live_pixels").asInt(-1));
        assertEquals("none", health.at("/engines/0").asText());
        assertEquals("java", health.at("/codecs/jpeg").asText());
    }

    @Test
    void consolePageLoadsNothingFromElsewhere() throws Exception {
        String page = TestServer.text(server.get("/"));

        assertTrue(page.contains("action=\"/assemblies?page\""));
        assertFalse(page.contains("://"));
        assertEquals(200, server.get("/console/app.js").statusCode());
        assertEquals(200, server.get("/console/style.css").statusCode());
    }
}
