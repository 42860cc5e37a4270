package dev.atelier.robots.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpHandler;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.outbound.NameResolver;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.TestOutbound;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;

/**
 * What a URL may try on the network behind this server, both the one of the step and the one a
 * stranger's answer names. The server in the middle, at 127.0.0.2, is the only one that may be
 * asked unless a test says otherwise.
 */
class HttpRequestAttacksTest {
    private static final String MIDDLE = "127.0.0.2/32";
    private static final String BOTH = "127.0.0.0/30";
    private static final int LIMIT = 1_000;
    private static final String UNREACHABLE = "The server could not be reached.";

    /** Who says the URL. */
    enum Way {
        STEP,
        ANSWER
    }

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<HttpHandler> answer = new AtomicReference<>();
    private final AtomicReference<String> named = new AtomicReference<>("");
    private StandServer inside;
    private StandServer middle;

    @TempDir Path folder;

    @BeforeEach
    void start() throws IOException {
        answer.set(exchange ->
                StandServer.say(exchange, 200, "secret".getBytes(StandardCharsets.UTF_8)));
        inside = new StandServer();
        inside.on(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    answer.get().handle(exchange);
                });
        middle = new StandServer("127.0.0.2");
        middle.on(
                "/",
                exchange -> {
                    ObjectNode file = JsonNodeFactory.instance.objectNode();
                    file.put("url", named.get());
                    StandServer.say(
                            exchange, 200, file.toString().getBytes(StandardCharsets.UTF_8));
                });
    }

    @AfterEach
    void stop() {
        inside.close();
        middle.close();
    }

    private String url(String host) {
        return "http://" + host + ":" + inside.port() + "/";
    }

    private FakeJob run(
            Way way, String url, Map<String, String> more, String allowed, NameResolver names)
            throws IOException {
        named.set(url);
        ObjectNode raw = JsonNodeFactory.instance.objectNode();
        raw.put("url", way == Way.STEP ? url : middle());
        more.forEach(raw::put);
        try (var outbound = outbound(allowed, names)) {
            var time = Duration.ofSeconds(60);
            var robot =
                    new HttpRequestRobot(
                            outbound, new RequestLimits(time, LIMIT, 3, LIMIT, LIMIT, time));
            var job = new FakeJob(Files.createTempDirectory(folder, "job"));
            robot.run(ParamBinder.bind(robot.about(), "r", raw), new RobotInput(List.of()), job);
            return job;
        }
    }

    private String middle() {
        return middle.url("/");
    }

    private static Outbound outbound(String allowed, NameResolver names) {
        return TestOutbound.to(allowed, names);
    }

    private AssemblyError failure(Way way, String url, String allowed, NameResolver names) {
        AssemblyError error =
                assertThrows(
                                AssemblyException.class,
                                () -> run(way, url, Map.of(), allowed, names),
                                url)
                        .error();
        assertEquals(ErrorCode.HTTP_REQUEST_FAILURE, error.code(), url);
        return error;
    }

    private static InetAddress[] named(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host.endsWith(".test") ? "127.0.0.1" : host);
    }

    private static void assertPrivate(AssemblyError error, String what) {
        assertEquals(true, error.details().get("is_private_address"), what);
        assertTrue(error.message().endsWith(UNREACHABLE), error.message());
    }

    @ParameterizedTest
    @EnumSource
    void ssrf1LoopbackInAnySpellingIsNotAsked(Way way) {
        for (String host :
                List.of(
                        "127.0.0.1",
                        "localhost",
                        "[::1]",
                        "0.0.0.0",
                        "2130706433",
                        "0x7f.1",
                        "017700000001",
                        "127.1",
                        "[::ffff:127.0.0.1]",
                        "[::ffff:7f00:1]")) {
            assertPrivate(failure(way, url(host), MIDDLE, NameResolver.SYSTEM), host);
        }
        assertEquals(0, asked.get(), "nothing arrived");
    }

    @ParameterizedTest
    @EnumSource
    void ssrf2NamesOfAddressesThatAreNotPublicAreNotAsked(Way way) {
        for (String address :
                List.of(
                        "10.1.2.3",
                        "172.16.0.1",
                        "192.168.1.1",
                        "100.64.0.1",
                        "169.254.169.254",
                        "198.18.0.1",
                        "240.0.0.1",
                        "224.0.0.1",
                        "fc00::1",
                        "fe80::1",
                        "64:ff9b::a9fe:a9fe",
                        "2002:7f00:1::")) {
            NameResolver names =
                    host -> InetAddress.getAllByName(host.equals("name.test") ? address : host);

            assertPrivate(failure(way, "http://name.test/", MIDDLE, names), address);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ssrf3OnePrivateAddressAmongPublicOnesSpoilsTheName(Way way) {
        NameResolver both =
                host ->
                        host.equals("name.test")
                                ? new InetAddress[] {
                                    InetAddress.ofLiteral("127.0.0.1"),
                                    InetAddress.ofLiteral("10.0.0.1")
                                }
                                : InetAddress.getAllByName(host);

        assertPrivate(failure(way, url("name.test"), BOTH, both), "both");
        assertEquals(0, asked.get());
    }

    @ParameterizedTest
    @EnumSource
    void ssrf3ANameIsCheckedAgainBehindARedirect(Way way) {
        var resolved = new AtomicInteger();
        NameResolver rebinding =
                host ->
                        InetAddress.getAllByName(
                                !host.equals("name.test")
                                        ? host
                                        : resolved.incrementAndGet() == 1
                                                ? "127.0.0.1"
                                                : "10.0.0.1");
        answer.set(exchange -> {
            exchange.getResponseHeaders().set("Location", "/again");
            StandServer.say(exchange, 307, new byte[0]);
        });

        assertPrivate(failure(way, url("name.test"), BOTH, rebinding), "second");
        assertEquals(1, asked.get());
    }

    @ParameterizedTest
    @EnumSource
    void ssrf4ARedirectIsJudgedLikeTheUrlItself(Way way) {
        for (String to :
                List.of(
                        "http://169.254.169.254/latest",
                        "http://127.0.0.3:8080/",
                        "file:///etc/passwd",
                        "gopher://good.test/",
                        "jar:http://good.test/a!/b",
                        "ftp://good.test/")) {
            answer.set(exchange -> {
                exchange.getResponseHeaders().set("Location", to);
                StandServer.say(exchange, 307, new byte[0]);
            });
            failure(
                    way,
                    url("good.test"),
                    "127.0.0.1/32,127.0.0.2/32",
                    HttpRequestAttacksTest::named);
        }
        assertEquals(6, asked.get());
    }

    @ParameterizedTest
    @EnumSource
    void ssrf4AnotherServerGetsNoHeadersOfTheStep(Way way) throws IOException {
        var seen = new AtomicReference<@Nullable String>("none");
        answer.set(exchange -> {
            if (exchange.getRequestHeaders().getFirst("Host").startsWith("good")) {
                exchange.getResponseHeaders().set("Location", url("other.test"));
                StandServer.say(exchange, 307, new byte[0]);
            } else {
                seen.set(exchange.getRequestHeaders().getFirst("Authorization"));
                StandServer.say(exchange, 200, new byte[0]);
            }
        });
        String header = "[\"Authorization: Bearer canary\"]";
        run(way, url("good.test"), Map.of("headers", header), BOTH, HttpRequestAttacksTest::named);

        assertEquals(2, asked.get());
        assertNull(seen.get());
    }

    @ParameterizedTest
    @EnumSource
    void ssrf5TwistedUrlsAreRefused(Way way) {
        for (String url :
                List.of(
                        "http://evil.test\\@good.test/",
                        "http://good.test\t@evil.test/",
                        "http://good.test\r\nX-A: b/",
                        "http://good.test:99999/",
                        "http://[::1/",
                        "http://")) {
            failure(way, url, BOTH, HttpRequestAttacksTest::named);
        }
        assertEquals(0, asked.get());
    }

    @ParameterizedTest
    @EnumSource
    void ssrf6ABombIsCountedUnpacked(Way way) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[100 * LIMIT]);
        }
        answer.set(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            StandServer.say(exchange, 200, packed.toByteArray());
        });

        assertTrue(packed.size() < LIMIT);
        AssemblyError error = failure(way, url("good.test"), BOTH, HttpRequestAttacksTest::named);
        assertTrue(error.message().contains("1000 bytes"), error.message());
    }

    @ParameterizedTest
    @EnumSource
    void ssrf7ClosedUnknownAndForbiddenAreToldAlike(Way way) throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        for (String url :
                List.of(
                        "http://good.test:" + closed + "/",
                        "http://unknown.invalid/",
                        "http://good.test:22/",
                        "http://good.test:6379/")) {
            AssemblyError error = failure(way, url, BOTH, HttpRequestAttacksTest::onlyTest);

            assertTrue(error.message().endsWith(UNREACHABLE), url + ": " + error.message());
        }
    }

    private static InetAddress[] onlyTest(String host) throws UnknownHostException {
        if (host.endsWith(".invalid")) {
            throw new UnknownHostException(host);
        }
        return named(host);
    }

    @ParameterizedTest
    @EnumSource
    void ssrf8EachRequestSaysHowManyWentBeforeSoThatALoopEnds(Way way) throws IOException {
        var depth = new AtomicReference<@Nullable String>();
        answer.set(exchange -> {
            depth.set(exchange.getRequestHeaders().getFirst("X-Atelier-Depth"));
            StandServer.say(exchange, 200, new byte[0]);
        });
        run(way, url("good.test"), Map.of(), BOTH, HttpRequestAttacksTest::named);

        assertEquals(way == Way.STEP ? "2" : null, depth.get());
    }
}
