package dev.atelier.robots.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpHandler;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.outbound.NameResolver;
import dev.atelier.robots.outbound.TestOutbound;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;

/** What a URL in instructions may try on the network behind this server. */
class HttpImportAttacksTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PUBLIC = "127.0.0.1/32";
    private static final int LIMIT = 1_000;
    private static final String UNREACHABLE = "The server could not be reached.";

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<HttpHandler> answer = new AtomicReference<>();
    private StandServer server;

    @TempDir Path folder;

    @BeforeEach
    void start() throws IOException {
        answer.set(exchange ->
                StandServer.say(exchange, 200, "secret".getBytes(StandardCharsets.UTF_8)));
        server =
                new StandServer()
                        .on(
                                "/",
                                exchange -> {
                                    asked.incrementAndGet();
                                    answer.get().handle(exchange);
                                });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String url(String host) {
        return "http://" + host + ":" + server.port() + "/";
    }

    private FakeJob run(String url, String more, String allowed, NameResolver names)
            throws IOException {
        try (var outbound = TestOutbound.to(allowed, names)) {
            var robot =
                    new HttpImportRobot(
                            outbound,
                            new ImportLimits(
                                    3, LIMIT, LIMIT, Duration.ofSeconds(60), Duration.ZERO));
            ObjectNode raw = (ObjectNode) JSON.readTree("{" + more.replace('\'', '"') + "}");
            raw.put("url", url);
            var job = new FakeJob(Files.createTempDirectory(folder, "job"));
            robot.run(ParamBinder.bind(robot.about(), "i", raw), new RobotInput(List.of()), job);
            return job;
        }
    }

    private AssemblyError failure(String url, String more, String allowed, NameResolver names) {
        return assertThrows(AssemblyException.class, () -> run(url, more, allowed, names), url)
                .error();
    }

    private AssemblyError failure(String url) {
        return failure(url, "", PUBLIC, HttpImportAttacksTest::named);
    }

    private static InetAddress[] named(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host.endsWith(".test") ? "127.0.0.1" : host);
    }

    private static void assertPrivate(AssemblyError error, String what) {
        assertEquals(ErrorCode.HTTP_IMPORT_FAILURE, error.code(), what);
        assertEquals(true, error.details().get("is_private_address"), what);
        assertEquals(UNREACHABLE, error.message(), what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "[::1]",
                "0.0.0.0",
                "2130706433",
                "0x7f.1",
                "017700000001",
                "127.1",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]"
            })
    void ssrf1LoopbackInAnySpellingIsNotImported(String host) {
        assertPrivate(failure(url(host), "", "", NameResolver.SYSTEM), host);
        assertEquals(0, asked.get(), "nothing arrived");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
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
                "2002:7f00:1::"
            })
    void ssrf2NamesOfAddressesThatAreNotPublicAreNotImported(String address) {
        NameResolver names = _ -> InetAddress.getAllByName(address);

        assertPrivate(failure("http://name.test/", "", PUBLIC, names), address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {"503 | 'url_delimiter': '!'", "206 | 'range': ['0-1', '4-5']"})
    void ssrf3ANameThatTurnsPrivateIsCheckedAtEachRetryAndPart(int status, String more) {
        answer.set(exchange -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-1/10");
            StandServer.say(exchange, status, new byte[2]);
        });
        var resolved = new AtomicInteger();
        NameResolver rebinding =
                _ ->
                        InetAddress.getAllByName(
                                resolved.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2");

        assertPrivate(failure(url("name.test"), more, PUBLIC, rebinding), more);
        assertEquals(1, asked.get());
    }

    @Test
    void ssrf3OnePrivateAddressAmongPublicOnesSpoilsTheName() {
        NameResolver both =
                _ ->
                        new InetAddress[] {
                            InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("10.0.0.1")
                        };

        assertPrivate(failure(url("name.test"), "", PUBLIC, both), "both");
        assertEquals(0, asked.get());
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest, HTTP_IMPORT_FAILURE",
        "http://127.0.0.2:8080/, HTTP_IMPORT_FAILURE",
        "file:///etc/passwd, IMPORT_FILE_ERROR",
        "gopher://good.test/, IMPORT_FILE_ERROR",
        "jar:http://good.test/a!/b, IMPORT_FILE_ERROR",
        "ftp://good.test/, IMPORT_FILE_ERROR"
    })
    void ssrf4ARedirectIsJudgedLikeTheUrlItself(String to, ErrorCode code) {
        answer.set(exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            StandServer.say(exchange, 302, new byte[0]);
        });

        assertEquals(code, failure(url("good.test")).code());
    }

    @Test
    void ssrf4AnotherServerGetsNoHeadersOfTheStep() throws IOException {
        var seen = new AtomicReference<@Nullable String>("none");
        answer.set(exchange -> {
            if (exchange.getRequestHeaders().getFirst("Host").startsWith("good")) {
                exchange.getResponseHeaders().set("Location", url("other.test"));
                StandServer.say(exchange, 302, new byte[0]);
            } else {
                seen.set(exchange.getRequestHeaders().getFirst("Authorization"));
                StandServer.say(exchange, 200, new byte[1]);
            }
        });
        run(
                url("good.test"),
                "'headers': ['Authorization: Bearer canary']",
                PUBLIC,
                HttpImportAttacksTest::named);

        assertNull(seen.get());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.test\\@good.test/",
                "http://good.test\t@evil.test/",
                "http://good.test\r\nX-A: b/",
                "http://good.test:99999/",
                "http://[::1/",
                "http://"
            })
    void ssrf5TwistedUrlsAreRefused(String url) {
        assertEquals(ErrorCode.IMPORT_FILE_ERROR, failure(url).code(), url);
        assertEquals(0, asked.get());
    }

    @Test
    void ssrf5WhatStandsBeforeTheAtSignIsNoHost() throws IOException {
        var hosts = new HashSet<String>();
        NameResolver noting =
                host -> {
                    hosts.add(host);
                    return InetAddress.getAllByName("127.0.0.1");
                };
        run(url("good.test@evil.test"), "", PUBLIC, noting);

        assertEquals(Set.of("evil.test"), hosts);
    }

    @Test
    void ssrf6ABombIsCountedUnpackedAndLeavesNothingBehind() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[100 * LIMIT]);
        }
        answer.set(exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            StandServer.say(exchange, 200, packed.toByteArray());
        });

        assertTrue(packed.size() < LIMIT);
        assertEquals(ErrorCode.IMPORT_FILE_ERROR, failure(url("good.test")).code());
        try (var left = Files.walk(folder)) {
            assertEquals(0, left.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void ssrf7ClosedUnknownAndForbiddenAreToldAlike() throws IOException {
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
            AssemblyError error = failure(url, "'fail_fast': true", PUBLIC, this::onlyTest);

            assertEquals(ErrorCode.HTTP_IMPORT_FAILURE, error.code(), url);
            assertEquals(UNREACHABLE, error.message(), "for " + url);
        }
    }

    private InetAddress[] onlyTest(String host) throws UnknownHostException {
        if (!host.endsWith(".test")) {
            throw new UnknownHostException(host);
        }
        return InetAddress.getAllByName("127.0.0.1");
    }

    @Test
    void ssrf8OurOwnServerCannotBeImported() {
        assertPrivate(failure(url("127.0.0.1"), "", "", NameResolver.SYSTEM), "own");
        assertEquals(0, asked.get());
    }
}
