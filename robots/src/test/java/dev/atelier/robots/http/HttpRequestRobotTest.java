package dev.atelier.robots.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.TestOutbound;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

class HttpRequestRobotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RequestLimits LIMITS =
            new RequestLimits(
                    Duration.ofSeconds(20), 2_000, 3, 1_000, 1_500, Duration.ofSeconds(20));

    /** A request as it arrived. */
    private record Asked(String method, com.sun.net.httpserver.Headers headers, String body) {}

    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final AtomicReference<String> answer = new AtomicReference<>("");
    private StandServer server;
    private Outbound outbound;
    private FakeJob job;

    @TempDir Path folder;

    @BeforeEach
    void start() throws IOException {
        server = new StandServer();
        server.on(
                "/ask",
                exchange -> {
                    asked.add(
                            new Asked(
                                    exchange.getRequestMethod(),
                                    exchange.getRequestHeaders(),
                                    new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8)));
                    StandServer.say(exchange, 200, answer.get());
                });
        server.on("/made.txt", 200, "made elsewhere");
        server.on("/large", 200, "x".repeat(900));
        server.on("/missing", 404, "none");
        server.on(
                "/moved",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", url("/ask"));
                    StandServer.say(exchange, 302, "");
                });
        outbound = TestOutbound.to("127.0.0.1/32");
        job = new FakeJob(folder);
    }

    @AfterEach
    void stop() {
        outbound.close();
        server.close();
    }

    private String url(String path) {
        return server.url(path);
    }

    private List<Emission> run(String path, String more, AssemblyFile... files) throws IOException {
        var robot = new HttpRequestRobot(outbound, LIMITS);
        ObjectNode raw = (ObjectNode) JSON.readTree("{" + more.replace('\'', '"') + "}");
        raw.put("url", url(path));
        RobotInput input = FakeJob.input(files);
        robot.run(ParamBinder.bind(robot.about(), "r", raw), input, job);
        return job.emissions();
    }

    private AssemblyError failure(String path, String more, AssemblyFile... files) {
        return assertThrows(AssemblyException.class, () -> run(path, more, files)).error();
    }

    private AssemblyFile file(String name, String content) throws IOException {
        return job.add(name, "text/plain", content.getBytes(StandardCharsets.UTF_8));
    }

    private void answering(String json) {
        answer.set(json.replace('\'', '"'));
    }

    @Test
    void theAnswerChoosesByPathWhatGoesOn() throws Exception {
        AssemblyFile a = file("a.txt", "aaa");
        AssemblyFile b = file("b.txt", "bb");
        run("/ask", "'payload':'metadata'", a, b);
        JsonNode payload = JSON.readTree(asked.take().body());
        answering("{'files':[{'path':'" + payload.at("/files/1/path").asText() + "'}]}");

        assertEquals(List.of(Emission.passOn(b)), run("/ask", "'payload':'metadata'", a, b));
        assertEquals("a.txt", payload.at("/file/name").asText());
        assertEquals(2, payload.path("files").size());
        for (String part : List.of("assembly", "fields", "previous_step")) {
            assertTrue(payload.has(part), part);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[]", "{'files':[]}", "{'files':{}}"})
    void anEmptyAnswerLetsNothingGoOn(String said) throws Exception {
        answering(said);

        assertEquals(List.of(), run("/ask", "", file("a.txt", "a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'url':'%s'}",
                "[{'url':'%s'}]",
                "{'files':[{'url':'%s'}]}",
                "{'files':{'one':{'url':'%s'}}}"
            })
    void aFileAtAnAddressIsFetchedAndDescendsFromTheInput(String form) throws Exception {
        answering(form.formatted(url("/made.txt")));
        AssemblyFile input = file("a.txt", "a");
        run("/ask", "", input);

        FakeJob.Result result = job.results().getFirst();
        assertEquals("made elsewhere", Files.readString(result.bytes()));
        assertEquals("made.txt", result.name());
        assertEquals(input, ((Emission.NewFile) result.emission()).origin());
    }

    @Test
    void withoutInputAFetchedFileIsItsOwnOriginalUnderTheNameTheAnswerGives() throws Exception {
        answering("{'url':'" + url("/made.txt") + "','name':'../b c.txt'}");
        run("/ask", "'method':'GET'");

        assertEquals("GET", asked.take().method());
        var made = (Emission.Imported) job.results().getFirst().emission();
        assertEquals(url("/made.txt"), made.url());
        assertEquals("b-c.txt", made.name());
    }

    @Test
    void filesTravelAsAFormBesideThePayload() throws Exception {
        AssemblyFile a = file("ä b.txt", "first\r\n--x");
        run("/ask", "'payload':'files'", a, file("b.txt", "second"));
        Asked request = asked.take();
        String type = request.headers().getFirst("Content-Type");
        String mark = "--" + type.substring(type.indexOf("boundary=") + 9);
        String[] parts = request.body().split(mark, -1);

        assertEquals(5, parts.length);
        assertTrue(parts[1].contains("name=\"payload\""), parts[1]);
        assertTrue(parts[2].contains("name=\"files[]\"; filename=\"ä-b.txt\""), parts[2]);
        assertTrue(parts[2].endsWith("\r\n\r\nfirst\r\n--x\r\n"), parts[2]);
        assertTrue(parts[3].endsWith("\r\n\r\nsecond\r\n"), parts[3]);
        assertEquals("--\r\n", parts[4]);
        assertEquals(
                Integer.toString(request.body().getBytes(StandardCharsets.UTF_8).length),
                request.headers().getFirst("Content-Length"));
    }

    @Test
    void fileSendsTheFirstInputOnly() throws Exception {
        run("/ask", "'payload':'file'", file("a.txt", "one"), file("b.txt", "two"));
        String body = asked.take().body();

        assertTrue(body.contains("name=\"file\"; filename=\"a.txt\""), body);
        assertFalse(body.contains("\r\n\r\ntwo\r\n"), body);
    }

    @Test
    void headersMethodAndMarksOfRepetitionAndDepthAreSent() throws Exception {
        run("/ask", "'method':'put','headers':{'X-A':'1'}");
        run("/ask", "'headers':['X-B;','Idempotency-Key: own']");
        Asked first = asked.take();
        Asked second = asked.take();

        assertEquals("PUT", first.method());
        assertEquals("1", first.headers().getFirst("X-A"));
        assertEquals("2", first.headers().getFirst("X-Atelier-Depth"));
        assertEquals("", first.body());
        assertEquals("", second.headers().getFirst("X-B"));
        assertEquals("own", second.headers().getFirst("Idempotency-Key"));
        run("/ask", "");
        String key = first.headers().getFirst("Idempotency-Key");
        assertEquals(key, asked.take().headers().getFirst("Idempotency-Key"));
        assertNotEquals("own", key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "not json | no JSON",
                "{'a':1} | must be a file",
                "'text' | must be a file",
                "{'files':[1]} | needs a `path`",
                "[{'path':'elsewhere/a.txt'}] | the path of no file",
                "[{'url':'file:///etc/passwd'}] | needs a `path`",
                "[{'path':'1'},{'path':'2'},{'path':'3'},{'path':'4'}] | names 4 files"
            })
    void answersOfAnotherFormAreRefused(String said, String why) throws Exception {
        answering(said);
        AssemblyError error = failure("/ask", "", file("a.txt", "a"));

        assertEquals(ErrorCode.HTTP_REQUEST_FAILURE, error.code());
        assertTrue(error.message().contains(why), error.message());
        assertEquals(List.of(), job.emissions());
    }

    @Test
    void whatIsTooLargeIsRefusedByTheStepsLimitAndByTheServers() {
        answering("[" + " ".repeat(2_000) + "]");
        assertTrue(failure("/ask", "").message().contains("more than 2000 bytes"));
        assertTrue(failure("/ask", "'max_response_size':500").message().contains("than 500"));
        answering("{'url':'" + url("/large") + "'}");
        assertTrue(failure("/ask", "'max_result_file_size':899").message().contains("max_result"));
        answering("[{'url':'" + url("/large") + "'},{'url':'" + url("/large") + "'}]");
        assertTrue(failure("/ask", "").message().contains("the 600 bytes it may have."));
        answering("[{'path':'1'},{'path':'2'}]");
        assertTrue(failure("/ask", "'max_result_files':1").message().contains("at most 1"));
    }

    @Test
    void anAnswerOutsideOf2xxFails() {
        AssemblyError missing = failure("/missing", "");
        assertEquals(404, missing.details().get("response_code"));
        assertEquals("127.0.0.1", missing.details().get("url_host"));
        answering("{'url':'" + url("/missing") + "'}");
        assertEquals(404, failure("/ask", "").details().get("response_code"));
        AssemblyError moved = failure("/moved", "'payload':'metadata'");
        assertTrue(moved.message().contains("where it leads to"), moved.message());
    }

    @Test
    void aFormNeedsAFile() {
        assertTrue(failure("/ask", "'payload':'file'").message().contains("no file to send"));
        assertNull(asked.poll());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'method':'HEAD'",
                "'payload':'all'",
                "'timeout':301",
                "'timeout':0",
                "'max_response_size':10485761",
                "'max_result_files':101",
                "'max_result_file_size':5368709121",
                "'result_download_timeout':601",
                "'headers':['Content-Length: 3']",
                "'payload':'files','headers':['content-type: text/plain']",
                "'headers':['X-A: a\\u000ab']"
            })
    void wrongParametersAreRefused(String more) {
        assertEquals(ErrorCode.HTTP_REQUEST_VALIDATION, failure("/ask", more).code());
    }
}
