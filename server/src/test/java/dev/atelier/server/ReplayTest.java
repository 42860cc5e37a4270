package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.server.conformance.TusClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Lists, replays and figures: what concerns Assemblies that were. */
class ReplayTest {
    private static final String COPY =
            "{'notify_url':'http://localhost/told','fields':{'who':'me','n':1},'steps':{'kept':"
                    + "{'robot':'/test/write','use':':original','text':'${fields.who}'}}}";

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

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private JsonNode run(String account, String params, String... files) throws Exception {
        var form = new Multipart();
        for (String name : files) {
            form.file("image", name, name.getBytes(StandardCharsets.UTF_8));
        }
        form.field("params", json(params));
        var answer =
                server.send(
                        server.request("/assemblies")
                                .header("Content-Type", form.contentType())
                                .header("Authorization", account)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes())));
        return server.ended(TestServer.json(answer).path("assembly_id").asText());
    }

    private HttpResponse<byte[]> replay(String account, String id, String params) throws Exception {
        return server.tell("POST", "/assemblies/" + id + "/replay", account, json(params));
    }

    private JsonNode child(HttpResponse<byte[]> answer) throws Exception {
        assertEquals(200, answer.statusCode(), () -> TestServer.text(answer));
        return server.ended(TestServer.json(answer).path("assembly_id").asText());
    }

    private String kept(JsonNode status) throws Exception {
        String url = status.at("/results/kept/0/ssl_url").asText();
        return TestServer.text(server.get(url.substring(server.url("").length())));
    }

    private JsonNode list(String account, String params) throws Exception {
        var answer = server.ask("/assemblies", account, json(params));
        assertEquals(200, answer.statusCode(), () -> TestServer.text(answer));
        return TestServer.json(answer);
    }

    @Test
    void replayRunsTheSameUploadsAgainWithoutSendingThem() throws Exception {
        JsonNode parent = run("a", COPY, "one.txt", "two.txt");
        String id = parent.path("assembly_id").asText();

        var answer = replay("a", id, "{}");
        JsonNode said = TestServer.json(answer);
        JsonNode child = child(answer);

        assertEquals("ASSEMBLY_REPLAYING", said.path("ok").asText());
        assertTrue(said.path("success").asBoolean());
        assertTrue(said.path("message").isTextual());
        assertEquals("http://localhost/told", said.path("notify_url").asText());
        assertEquals(said.path("assembly_url"), said.path("assembly_ssl_url"));
        assertEquals("ASSEMBLY_COMPLETED", child.path("ok").asText());
        assertEquals(id, child.path("parent_id").asText());
        assertEquals(2, child.path("uploads").size());
        assertEquals("two.txt", child.at("/uploads/1/name").asText());
        assertEquals("image", child.at("/uploads/0/field").asText());
        assertEquals(1, child.at("/fields/n").asInt());
        assertEquals(2, child.at("/results/kept").size());
    }

    @Test
    void replayKeepsWhatWasSaidOfAnUpload() throws Exception {
        var form =
                new Multipart().field("params", json(COPY)).field("num_expected_upload_files", "1");
        var created =
                TestServer.json(
                        server.send(
                                server.request("/assemblies")
                                        .header("Content-Type", form.contentType())
                                        .header("Authorization", "a")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofByteArray(
                                                        form.bytes()))));
        var said =
                TusClient.metadata(created.path("assembly_ssl_url").asText(), "image", "one.txt");
        said.put("caption", "At sea");
        new TusClient().upload(created.path("tus_url").asText(), said, new byte[3], 3);
        String id = created.path("assembly_id").asText();
        server.ended(id);

        JsonNode child = child(replay("a", id, "{}"));

        assertEquals("At sea", child.at("/uploads/0/user_meta/caption").asText());
    }

    @Test
    void replayLaysStepsFieldsAndNotifyUrlOverTheParents() throws Exception {
        String id = run("a", COPY, "one.txt").path("assembly_id").asText();

        JsonNode fields = child(replay("a", id, "{'fields':{'who':'you'},'notify_url':null}"));
        JsonNode steps = child(replay("a", id, "{'steps':{'kept':{'text':'new'}}}"));
        JsonNode list = child(replay("a", id, "{'steps':[{'text':'first'}]}"));

        assertEquals("you", kept(fields));
        assertTrue(fields.path("notify_url").isNull());
        assertEquals("new", kept(steps));
        assertEquals("first", kept(list));
    }

    @Test
    void reparseTakesTheTemplateAsItIsNow() throws Exception {
        server.tell(
                "POST",
                "/templates",
                "a",
                json(
                        "{'name':'words','template':{'steps':{'kept':"
                                + "{'robot':'/test/write','text':'old'}}}}"));
        String id = run("a", "{'template_id':'words'}").path("assembly_id").asText();
        server.tell(
                "PUT",
                "/templates/words",
                "a",
                json("{'template':{'steps':{'kept':{'robot':'/test/write','text':'new'}}}}"));

        assertEquals("old", kept(child(replay("a", id, "{'reparse_template':0}"))));
        JsonNode again = child(replay("a", id, "{'reparse_template':1}"));
        assertEquals("new", kept(again));
        assertEquals("words", again.path("template_name").asText());
    }

    @Test
    void tpl1ReplayMayNotOverrideStepsATemplateForbids() throws Exception {
        server.tell(
                "POST",
                "/templates",
                "a",
                json(
                        "{'name':'fixed','template':{'allow_steps_override':false,'steps':{'kept':"
                                + "{'robot':'/test/write'}}}}"));
        String id = run("a", "{'template_id':'fixed'}").path("assembly_id").asText();

        var answer = replay("a", id, "{'steps':{'kept':{'text':'mine'}}}");

        assertEquals(400, answer.statusCode());
        assertEquals(
                "TEMPLATE_DENIES_STEPS_OVERRIDE", TestServer.json(answer).path("error").asText());
    }

    @Test
    void runningOrRefusedAssemblyIsNotReplayed() throws Exception {
        var waits =
                server.tell(
                        "POST", "/assemblies", "a", json("{'steps':{'w':{'robot':'/test/wait'}}}"));
        String running = TestServer.json(waits).path("assembly_id").asText();
        var bad = server.tell("POST", "/assemblies", "a", json("{'steps':{}}"));
        String refused = TestServer.json(bad).path("assembly_id").asText();

        var first = replay("a", running, "{}");
        var second = replay("a", refused, "{}");

        assertEquals("ASSEMBLY_NOT_FINISHED", TestServer.json(first).path("error").asText());
        assertEquals("ASSEMBLY_CANNOT_BE_REPLAYED", TestServer.json(second).path("error").asText());
        JsonNode mended = child(replay("a", refused, "{'steps':{'kept':{'robot':'/test/write'}}}"));
        assertEquals("ASSEMBLY_COMPLETED", mended.path("ok").asText());
    }

    @Test
    void ten1AnotherAccountReplaysNothingAndListsNothing() throws Exception {
        String id = run("a", COPY, "one.txt").path("assembly_id").asText();

        var answer = replay("b", id, "{}");

        assertEquals(404, answer.statusCode());
        assertEquals("ASSEMBLY_NOT_FOUND", TestServer.json(answer).path("error").asText());
        assertEquals(404, replay("b", "0".repeat(32), "{}").statusCode());
        assertEquals(0, list("b", "{}").path("count").asInt(-1));
        assertEquals(0, list("b", "{'assembly_id':'" + id + "'}").path("count").asInt(-1));
        assertEquals(1, list("a", "{}").path("count").asInt());
    }

    @Test
    void listItemHasTheShapeClientsDecode() throws Exception {
        String id = run("a", COPY, "one.txt").path("assembly_id").asText();

        JsonNode page = list("a", "{}");
        JsonNode item = page.at("/items/0");

        assertTrue(page.path("ok").isMissingNode());
        assertEquals(id, item.path("id").asText());
        assertTrue(
                item.path("created").asText().matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z"));
        assertTrue(item.path("created_ts").isIntegralNumber());
        assertEquals("[\"one.txt\"]", item.path("files").asText());
        assertEquals("ASSEMBLY_COMPLETED", item.path("ok").asText());
        assertTrue(item.path("error").isNull());
        assertEquals("http://localhost/told", item.path("notify_url").asText());
        assertEquals(1, item.path("num_input_files").asInt());
        assertEquals(7, item.path("bytes_received").asInt());
        assertTrue(item.path("bytes_usage").asInt() > 0);
        assertTrue(item.path("execution_duration").isNumber());
        assertTrue(item.path("execution_start").asText().endsWith("Z"));
        assertTrue(item.path("parent_id").isNull());
        assertEquals("a", item.path("account_id").asText());
        assertEquals(0, item.path("warning_count").asInt(-1));
    }

    @Test
    void listNarrowsByTypeKeywordTimeAndId() throws Exception {
        String good = run("a", COPY, "one.txt").path("assembly_id").asText();
        String bad =
                run("a", "{'steps':{'x':{'robot':'/test/refuse'}}}").path("assembly_id").asText();

        assertEquals(bad, list("a", "{'type':'failed'}").at("/items/0/id").asText());
        assertEquals(
                "USER_COMMAND_ERROR", list("a", "{'type':'failed'}").at("/items/0/error").asText());
        assertEquals(1, list("a", "{'type':'completed'}").path("count").asInt());
        assertEquals(0, list("a", "{'type':'expired'}").path("count").asInt(-1));
        assertEquals(1, list("a", "{'keywords':['ONE.txt','told']}").path("count").asInt());
        assertEquals(1, list("a", "{'keywords':'user_command'}").path("count").asInt());
        assertEquals(good, list("a", "{'assembly_id':'" + good + "'}").at("/items/0/id").asText());
        assertEquals(0, list("a", "{'fromdate':'2100-01-01 00:00:00'}").path("count").asInt(-1));
        assertEquals(2, list("a", "{'todate':'2100-01-01 00:00:00'}").path("count").asInt());
        assertEquals(0, list("a", "{'region':'eu-west-1'}").path("count").asInt(-1));
        assertEquals(1, list("a", "{'page':2,'pagesize':1}").path("items").size());
        assertEquals(2, list("a", "{'page':2,'pagesize':1}").path("count").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'odd'}",
                "{'page':0}",
                "{'pagesize':5001}",
                "{'fromdate':'yesterday'}",
                "{'keywords':{'a':1}}",
                "{'order':'up'}"
            })
    void wrongListParameterIsRefused(String params) throws Exception {
        var answer = server.ask("/assemblies", "a", json(params));

        assertEquals(400, answer.statusCode());
        assertEquals("ASSEMBLY_LIST_ERROR", TestServer.json(answer).path("error").asText());
    }

    @Test
    void billNamesWhatTheRobotsMadeAndChargesNothing() throws Exception {
        String month = run("a", COPY, "one.txt").path("start_date").asText().substring(0, 7);
        String path = "/bill/" + month.replace('/', '-');

        JsonNode bill = TestServer.json(server.ask(path, "a", "{}"));
        JsonNode other = TestServer.json(server.ask(path, "b", "{}"));

        assertEquals("BILL_FOUND", bill.path("ok").asText());
        assertEquals(month.replace('/', '-'), bill.path("month").asText());
        assertTrue(bill.at("/robots/~1test~1write/gb").asDouble() > 0);
        assertEquals(0, bill.path("total").asInt(-1));
        assertTrue(bill.path("providers").isObject() && bill.path("providers").isEmpty());
        assertTrue(bill.path("plan").has("price_per_gb"));
        assertTrue(other.path("robots").isEmpty());
    }

    @Test
    void billOfTheFutureOrOfNoMonthIsNotFound() throws Exception {
        for (String month : new String[] {"2999-01", "2026-13", "now"}) {
            var answer = server.ask("/bill/" + month, "a", "{}");
            assertEquals(200, answer.statusCode());
            assertEquals("BILL_NOT_FOUND", TestServer.json(answer).path("error").asText());
        }
    }

    @Test
    void slotsAreTheJobsThatRunForTheAccount() throws Exception {
        var created =
                server.tell(
                        "POST", "/assemblies", "a", json("{'steps':{'w':{'robot':'/test/wait'}}}"));
        String id = TestServer.json(created).path("assembly_id").asText();
        assertTrue(server.robots.waiting.await(10, java.util.concurrent.TimeUnit.SECONDS));

        JsonNode mine = TestServer.json(server.ask("/queues/job_slots", "a", "{}"));
        JsonNode others = TestServer.json(server.ask("/queues/job_slots", "b", "{}"));
        JsonNode stats =
                TestServer.json(
                        server.ask("/priority_job_slot_stats", "a", json("{'region':'all'}")));

        assertEquals(1, mine.at("/priority_job_slots/count").asInt());
        assertTrue(mine.at("/priority_job_slots/slots/" + id + "/w").isObject());
        assertEquals(0, others.at("/priority_job_slots/count").asInt(-1));
        assertEquals("PRIORITY_JOB_SLOT_STATS_FOUND", stats.path("ok").asText());
        assertEquals(1, stats.path("maxSlotCount").asInt());
    }

    @Test
    void statisticsCountGoodAndBadAssemblies() throws Exception {
        run("a", COPY, "one.txt");
        run("a", "{'steps':{'x':{'robot':'/test/refuse'}}}");

        JsonNode stats =
                TestServer.json(server.ask("/assembly_stats", "a", json("{'region':'all'}")));

        assertEquals("ASSEMBLY_STATS_FOUND", stats.path("ok").asText());
        assertEquals(2, stats.path("totalAssemblies").asInt());
        assertEquals("USER_COMMAND_ERROR", stats.at("/errorStats/0/error").asText());
        var missing = server.ask("/assembly_stats", "a", "{}");
        assertEquals(
                "ASSEMBLY_STATS_MISSING_REGION", TestServer.json(missing).path("error").asText());
    }
}
