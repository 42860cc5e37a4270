package dev.atelier.robots.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.Phase;
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
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class HttpImportRobotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT = 1_000;

    private final AtomicInteger asked = new AtomicInteger();
    private StandServer server;
    private Outbound outbound;

    @TempDir Path folder;

    @BeforeEach
    void start() throws IOException {
        server = new StandServer();
        server.on("/a.txt", 200, "0123456789");
        server.on("/missing", 404, "nothing");
        server.on("/forbidden", 403, "");
        server.on("/large", 200, "x".repeat(LIMIT + 1));
        server.on("/part", HttpImportRobotTest::part);
        server.on(
                "/flaky",
                exchange ->
                        StandServer.say(
                                exchange, asked.incrementAndGet() < 3 ? 503 : 200, "third"));
        server.on(
                "/named",
                exchange -> {
                    exchange.getResponseHeaders()
                            .set("Content-Disposition", "attachment; filename=\"../../b c.txt\"");
                    StandServer.say(
                            exchange,
                            200,
                            String.valueOf(exchange.getRequestHeaders().getFirst("X-A")));
                });
        server.on(
                "/inside",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "http://127.0.0.2/");
                    StandServer.say(exchange, 302, "");
                });
        outbound = outbound("127.0.0.1/32");
    }

    @AfterEach
    void stop() {
        outbound.close();
        server.close();
    }

    private static Outbound outbound(String allowed) {
        return TestOutbound.to(allowed);
    }

    private static void part(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String body = "0123456789";
        int from = range.equals("bytes=-2") ? 8 : Integer.parseInt(range.substring(6, 7));
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-9/10");
        StandServer.say(exchange, 206, body.substring(from, from + 2));
    }

    private String url(String path) {
        return server.url(path);
    }

    private FakeJob run(FakeJob job, String raw) throws IOException {
        var robot =
                new HttpImportRobot(
                        outbound,
                        new ImportLimits(
                                3, LIMIT, LIMIT + 500, Duration.ofSeconds(60), Duration.ZERO));
        String json = raw.replace('\'', '"').replaceAll("<(/[^>]*)>", url("$1"));
        var params = ParamBinder.bind(robot.about(), "i", (ObjectNode) JSON.readTree(json));
        robot.run(params, new RobotInput(List.of()), job);
        return job;
    }

    private FakeJob run(String raw) throws IOException {
        return run(new FakeJob(Files.createTempDirectory(folder, "job")), raw);
    }

    private AssemblyError failure(String raw) {
        return assertThrows(AssemblyException.class, () -> run(raw)).error();
    }

    @Test
    void aFileIsFetchedUnderTheNameInItsUrl() throws IOException {
        var result = run("{'url': '</a.txt>'}").results().getFirst();

        assertEquals("a.txt", result.name());
        assertEquals("0123456789", Files.readString(result.bytes()));
        var imported = (Emission.Imported) result.emission();
        assertEquals(url("/a.txt"), imported.url());
        assertEquals(false, imported.many());
    }

    @Test
    void severalUrlsComeInAStringOrAListAndCountAsMany() throws IOException {
        assertEquals(2, run("{'url': '</a.txt>|</flaky>'}").results().size());
        var job = run("{'url': ['</a.txt>', '</a.txt>'], 'force_name': ['x.txt', '../y.txt']}");

        assertEquals(
                List.of("x.txt", "y.txt"),
                job.results().stream().map(FakeJob.Result::name).toList());
        assertTrue(((Emission.Imported) job.results().getFirst().emission()).many());
        assertEquals(
                2, run("{'url': '</a.txt>; </a.txt>', 'url_delimiter': ';'}").results().size());
    }

    @Test
    void headersAreSentAndTheNameOfTheServerIsMadeSafe() throws IOException {
        var result = run("{'url': '</named>', 'headers': ['X-A: yes']}").results().getFirst();

        assertEquals("b-c.txt", result.name());
        assertEquals("yes", Files.readString(result.bytes()));
        result =
                run("{'url': '</named>', 'headers': '{\\'X-A\\': \\'map\\'}'}")
                        .results()
                        .getFirst();
        assertEquals("map", Files.readString(result.bytes()));
    }

    @Test
    void whatFailsOnTheServersSideIsTriedAgain() throws IOException {
        assertEquals(1, run("{'url': '</flaky>'}").results().size());
        assertEquals(3, asked.get());

        asked.set(0);
        AssemblyError error = failure("{'url': '</flaky>', 'fail_fast': true}");
        assertEquals(ErrorCode.HTTP_IMPORT_FAILURE, error.code());
        assertEquals(503, error.details().get("response_code"));
        assertEquals(1, asked.get());
    }

    @Test
    void missingAndForbiddenHaveCodesOfTheirOwn() {
        assertEquals(ErrorCode.HTTP_IMPORT_NOT_FOUND, failure("{'url': '</missing>'}").code());
        AssemblyError error = failure("{'url': '</forbidden>'}");
        assertEquals(ErrorCode.HTTP_IMPORT_ACCESS_DENIED, error.code());
        assertEquals("127.0.0.1", error.details().get("url_host"));
    }

    @Test
    void aUrlThatFailsIsLeftOutWhenTheStepIgnoresIt() throws IOException {
        var job =
                run(
                        new FakeJob(Files.createTempDirectory(folder, "job"))
                                .ignoring(Phase.IMPORT),
                        "{'url': ['</missing>', '</a.txt>']}");

        assertEquals(1, job.results().size());
        assertEquals(ErrorCode.HTTP_IMPORT_NOT_FOUND, job.ignored().getFirst().code());
    }

    @Test
    void ssrf6FilesLargerThanAllowedAreRefused() throws IOException {
        assertEquals(ErrorCode.IMPORT_FILE_ERROR, failure("{'url': '</large>'}").code());
        assertEquals(
                ErrorCode.IMPORT_FILE_ERROR,
                failure("{'url': '</a.txt>', 'max_file_size': 9}").code());
        assertEquals(1, run("{'url': '</a.txt>', 'max_file_size': 10}").results().size());
        assertEquals(
                ErrorCode.MAX_NUMBER_OF_FILES_EXCEEDED,
                failure("{'url': '</a.txt>|</a.txt>|</a.txt>|</a.txt>'}").code());
    }

    @Test
    void partsComeToTheirPlacesWithZerosBetween() throws IOException {
        var result = run("{'url': '</part>', 'range': ['2-3', '-2']}").results().getFirst();

        assertArrayEquals(
                "\0\0".concat("23\0\0\0\0" + "89").getBytes(StandardCharsets.US_ASCII),
                Files.readAllBytes(result.bytes()));
        result = run("{'url': '</a.txt>', 'range': '0-1'}").results().getFirst();
        assertEquals("0123456789", Files.readString(result.bytes()));
    }

    @Test
    void ssrf1APrivateAddressIsRefusedAndSaidToBePrivate() throws IOException {
        outbound.close();
        outbound = outbound("");
        AssemblyError error = failure("{'url': '</a.txt>'}");

        assertEquals(ErrorCode.HTTP_IMPORT_FAILURE, error.code());
        assertEquals(true, error.details().get("is_private_address"));
    }

    @Test
    void ssrf4ARedirectToAPrivateAddressIsRefused() {
        assertEquals(true, failure("{'url': '</inside>'}").details().get("is_private_address"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'url': 5}",
                "{'url': []}",
                "{'url': ''}",
                "{'url': 'ftp://example.com/a'}",
                "{'url': ['http://example.com/a', 'file:///etc/passwd']}",
                "{'url': '</a.txt>', 'headers': ['nonsense']}",
                "{'url': '</a.txt>', 'headers': ['@/etc/passwd']}",
                "{'url': '</a.txt>', 'headers': ['X-A: a\\r\\nX-B: b']}",
                "{'url': '</a.txt>', 'headers': ['Host: evil.test']}",
                "{'url': '</a.txt>', 'range': '9-1'}",
                "{'url': '</a.txt>', 'range': 'bytes=0-1'}",
                "{'url': '</a.txt>', 'max_file_size': 0}",
                "{'url': '</a.txt>', 'import_on_errors': ['execute']}",
                "{'url': '</a.txt>', 'return_file_stubs': true, 'range': '0-1'}",
                "{'url': '</a.txt>', 'force_original_id': 'a'}"
            })
    void whatCannotBeDoneIsRefusedByName(String raw) {
        assertEquals(ErrorCode.HTTP_IMPORT_VALIDATION, failure(raw).code());
    }

    @Test
    void aStubIsNotFetched() throws IOException {
        FakeJob job =
                run(
                        new FakeJob(folder),
                        "{'url':'%s|%s','return_file_stubs':true,'force_name':'own.txt'}"
                                .formatted(url("/a.txt"), url("/b%20c.txt?x=1")));

        assertEquals(
                List.of(
                        new Emission.Stub("own.txt", url("/a.txt"), true),
                        new Emission.Stub("b-c.txt", url("/b%20c.txt?x=1"), true)),
                job.emissions());
        assertEquals(0, asked.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a|b.txt", "/{x}", "/a b"})
    void aStubThatNobodyCouldFetchIsRefused(String path) {
        AssemblyError error =
                failure("{'url':['%s'],'return_file_stubs':true}".formatted(url(path)));

        assertEquals(ErrorCode.IMPORT_FILE_ERROR, error.code());
    }

    @Test
    void aNameIsFoundInAnyUrlThatIsFetched() throws IOException {
        var fetched = run("{'url':['</a.txt>#x|{y}/z']}").results().getFirst();

        assertEquals("a.txt", fetched.name());
    }
}
