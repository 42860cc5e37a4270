package dev.atelier.robots.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.outbound.NameResolver;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.TestOutbound;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

class TusStoreRobotTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StoreLimits LIMITS =
            new StoreLimits(1_000, 1, Duration.ofSeconds(20), 3, Duration.ZERO, Duration.ZERO);
    private static final byte[] CONTENT = content();

    private TusStand server;
    private Outbound outbound;
    private FakeJob job;

    @TempDir Path folder;

    private static byte[] content() {
        var bytes = new byte[3_500];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void start() throws IOException {
        server = new TusStand();
        outbound = outbound("127.0.0.1/32", NameResolver.SYSTEM);
        job = new FakeJob(folder);
    }

    @AfterEach
    void stop() {
        outbound.close();
        server.close();
    }

    private static Outbound outbound(String allowed, NameResolver names) {
        return TestOutbound.to(allowed, names);
    }

    private ObjectNode store(String more, AssemblyFile... files) throws IOException {
        return store(outbound, server.endpoint(), more, files);
    }

    private ObjectNode store(Outbound out, String endpoint, String more, AssemblyFile... files)
            throws IOException {
        var robot = new TusStoreRobot(out, LIMITS);
        ObjectNode raw = (ObjectNode) JSON.readTree("{" + more.replace('\'', '"') + "}");
        raw.put("endpoint", endpoint);
        robot.run(ParamBinder.bind(robot.about(), "t", raw), FakeJob.input(files), job);
        return ((Emission.PassOn) job.emissions().getLast()).meta();
    }

    private AssemblyFile file() throws IOException {
        return job.add("pic.tar.png", "image/png", CONTENT);
    }

    private AssemblyError failure(String more) {
        return assertThrows(AssemblyException.class, () -> store(more, file())).error();
    }

    private TusStand.Upload upload(String id) {
        return Objects.requireNonNull(server.uploads.get(id));
    }

    private String sentHeader(int request, String name) {
        return server.headers.get(request).getOrDefault(name, List.of("none")).getFirst();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileArrivesInChunksAndItsAddressIsTheUploads() throws Exception {
        ObjectNode meta = store("", file());

        assertArrayEquals(CONTENT, upload("1").bytes.toByteArray());
        assertEquals(List.of("POST", "PATCH", "PATCH", "PATCH", "PATCH"), server.requests);
        assertEquals(
                "filename %s,basename %s,extension %s"
                        .formatted(base64("pic.tar.png"), base64("pic.tar"), base64("png")),
                upload("1").metadata);
        assertEquals(server.endpoint() + "1", meta.path("storage_url").asText());
        assertFalse(meta.has("storage_ssl_url"), "http only");
    }

    @Test
    void eachFileOfABundleIsStoredWithItsOwnValues() throws Exception {
        store(
                "'metadata':{'name':'${file.name}','empty':''},"
                        + "'url_template':'https://cdn.test/x/${file.name}',"
                        + "'ssl_url_template':'https://ssl.test/${file.name}?v=1'",
                job.add("a b.txt", "text/plain", new byte[] {1}),
                job.add("..%2fé.txt", "text/plain", new byte[0]));

        assertEquals("name " + base64("a b.txt") + ",empty", upload("1").metadata);
        assertEquals("name " + base64("..%2fé.txt") + ",empty", upload("2").metadata);
        var first = (Emission.PassOn) job.emissions().getFirst();
        var second = (Emission.PassOn) job.emissions().getLast();
        assertEquals("https://cdn.test/x/a-b.txt", first.meta().path("storage_url").asText());
        assertEquals(
                "https://ssl.test/-2f%C3%A9.txt?v=1",
                second.meta().path("storage_ssl_url").asText());
        assertEquals(List.of("POST", "PATCH", "POST"), server.requests);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, https://cdn.test/passwd",
        "a/b?c#d.txt, https://cdn.test/b-c-d.txt",
        "evil.test:80@x, https://cdn.test/evil.test-80-x",
        "gpj\u202e.exe, https://cdn.test/gpj.exe"
    })
    void var2TheValueOfAVariableIsOnePartOfTheAddress(String name, String url) throws Exception {
        AssemblyFile file = job.add("x", "text/plain", new byte[] {1});
        AssemblyFile named = job.add(job.open(file), name, "text/plain");

        ObjectNode meta = store("'url_template':'https://cdn.test/${file.name}'", named);

        assertEquals(url, meta.path("storage_url").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)//${file.name}",
                "${file.name}",
                "https:///a",
                "//cdn.test/${file.name}"
            })
    void var2AnAddressThatIsNoneIsRefusedBeforeAnythingIsSent(String template) {
        for (String param : List.of("url_template", "ssl_url_template")) {
            assertEquals(
                    ErrorCode.TUS_STORE_VALIDATION,
                    failure("'" + param + "':'" + template + "'").code());
        }
        assertEquals(List.of(), server.requests);
    }

    @ParameterizedTest
    @EnumSource
    void whatBreaksOffGoesOnWhereTheServerGotTo(TusStand.Fault fault) throws Exception {
        server.faults.add(fault);
        server.faults.add(fault);
        store("", file());

        assertArrayEquals(CONTENT, upload("1").bytes.toByteArray());
        assertEquals(1, server.uploads.size());
        assertEquals("HEAD", server.requests.get(2));
    }

    @Test
    void aServerThatTakesNothingIsGivenUpAfterSoManyAttempts() {
        for (int i = 0; i < 10; i++) {
            server.faults.add(TusStand.Fault.BUSY);
        }
        AssemblyError error = failure("");

        assertEquals(ErrorCode.INTERNAL_COMMAND_ERROR, error.code());
        assertEquals(503, error.details().get("response_code"));
        assertEquals(List.of("POST", "PATCH", "HEAD", "PATCH", "HEAD", "PATCH"), server.requests);
    }

    @ParameterizedTest
    @CsvSource({"401,credentials", "404,endpoint", "412,version", "413,too large"})
    void refusalsAreToldAtOnce(int status, String word) {
        server.refuse = status;
        AssemblyError error = failure("");

        assertTrue(error.message().contains(word), error.message());
        assertEquals(1, server.requests.size());
    }

    private ObjectNode holding(String url) {
        ObjectNode held = JSON.createObjectNode().put("user", "ann").put("password", "canary");
        job.holding("mine", held.put("headers", "X-A: canary"));
        return held.put("url", url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:%d/files/",
                "http://127.0.0.1/files/",
                "http://other.test:%d/files/",
                "http://ann:canary@other.test/",
                "canary",
                ""
            })
    void credentialsAreOnlyForTheServerTheyAreMeantFor(String url) {
        holding(url.formatted(server.port()));
        AssemblyError error = failure("'credentials':'mine'");

        assertEquals(ErrorCode.TEMPLATE_CREDENTIALS_INJECTION_ERROR, error.code());
        assertTrue(error.message().contains("url") || error.message().contains("endpoint"));
        assertFalse(error.toString().contains("canary"), error::toString);
        assertEquals(List.of(), server.requests);
    }

    @Test
    void whomCredentialsAreForIsTold() {
        holding("https://Uploads.test/files/");
        String message = failure("'credentials':'mine'").message();

        assertTrue(message.contains("https://uploads.test:443"), message);
        assertTrue(message.contains("http://127.0.0.1:" + server.port()), message);
    }

    @ParameterizedTest
    @CsvSource({
        "UP.b\u00fccher.test., up.xn--bcher-kva.TEST, own",
        "UP.test, up.test., own",
        "up_loads.test, UP_loads.test, own",
        "up_loads.test, other_loads.test, none"
    })
    void anOriginIsTheSameHoweverItIsWritten(String asked, String led, String sent)
            throws Exception {
        outbound.close();
        outbound = outbound("127.0.0.1/32", _ -> InetAddress.getAllByName("127.0.0.1"));
        String endpoint = "http://" + asked + ":" + server.port() + "/files/";
        server.location = "http://" + led + ":" + server.port() + "/files/%s";
        holding(endpoint.toLowerCase(Locale.ROOT)).put("headers", "Authorization: own");
        store(outbound, endpoint, "'credentials':'mine'", file());

        assertEquals("own", sentHeader(0, "Authorization"));
        assertEquals(sent, sentHeader(1, "Authorization"));
    }

    @Test
    void theHeadersOfTheStepWinHoweverTheyAreWritten() throws Exception {
        holding(server.endpoint()).put("headers", "X-A: 1\nX-Bc: 1\nx-CD: 1\nX-De: 1");
        store(
                "'credentials':'mine','headers':{"
                        + "'x-a':'2','x-bC':'2','X-cd':'2','X-DE':'2','authorization':'2'}",
                file());

        for (String name : List.of("X-a", "X-bc", "X-cd", "X-de", "Authorization")) {
            assertEquals("2", sentHeader(0, name), name);
        }
    }

    @Test
    void credentialsAndHeadersGoToTheServerOfTheEndpointOnly() throws Exception {
        ObjectNode held = JSON.createObjectNode().put("user", "ann").put("password", "canary");
        held.put("url", server.endpoint());
        held.put("headers", "X-A: 1\nX-B: 2");
        job.holding("mine", held);
        outbound.close();
        outbound = outbound("127.0.0.1/32", _ -> InetAddress.getAllByName("127.0.0.1"));
        server.location = "http://other.test:" + server.port() + "/files/%s";
        store("'credentials':'mine','headers':{'X-B':'3'}", file());

        assertEquals("Basic " + base64("ann:canary"), sentHeader(0, "Authorization"));
        assertEquals("1", sentHeader(0, "X-a"));
        assertEquals("3", sentHeader(0, "X-b"));
        assertEquals("none", sentHeader(1, "Authorization"));
        assertEquals("none", sentHeader(1, "X-a"));
    }

    @Test
    void theAddressOfTheUploadIsCheckedLikeTheEndpoint() {
        server.location = "http://127.0.0.2:" + server.port() + "/files/%s";
        AssemblyError error = failure("");

        assertEquals(true, error.details().get("is_private_address"));
        assertEquals(List.of("POST"), server.requests);
    }

    @Test
    void aServerInsideIsNotAsked() throws IOException {
        AssemblyFile file = file();
        try (var strict = outbound("", NameResolver.SYSTEM)) {
            AssemblyError error =
                    assertThrows(
                                    AssemblyException.class,
                                    () -> store(strict, server.endpoint(), "", file))
                            .error();

            assertEquals(true, error.details().get("is_private_address"));
            assertEquals(List.of(), server.requests);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'headers':{'Upload-Length':'1'}",
                "'headers':{'Tus-Resumable':'0.2'}",
                "'headers':{'X':'a\\u000ab'}",
                "'metadata':{'a b':'c'}",
                "'metadata':{'a,b':'c'}",
                "'metadata':['a']"
            })
    void wrongParametersAreRefused(String more) {
        assertEquals(ErrorCode.TUS_STORE_VALIDATION, failure(more).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.test/",
                "https://user:secret@a.test/",
                "https:///files",
                "a",
                "https://h/{x}"
            })
    void wrongEndpointsAreRefused(String endpoint) throws IOException {
        AssemblyFile file = file();
        AssemblyError error =
                assertThrows(AssemblyException.class, () -> store(outbound, endpoint, "", file))
                        .error();

        assertEquals(ErrorCode.TUS_STORE_VALIDATION, error.code());
        assertTrue(error.message().contains("endpoint"), error.message());
        assertNull(server.uploads.get("1"));
    }
}
