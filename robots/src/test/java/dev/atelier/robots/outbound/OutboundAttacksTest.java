package dev.atelier.robots.outbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.robots.outbound.OutboundException.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * Attacks by URL. 127.0.0.1 is allowed in most tests and stands for the public Internet; every
 * other loopback address is what an attacker is after.
 */
class OutboundAttacksTest {
    private static final String PUBLIC = "127.0.0.1/32";
    private static final Duration TOTAL = Duration.ofSeconds(20);
    private static final int LIMIT = 10_000;
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    private static final Map<String, String> NAMES =
            Map.of("good.test", "127.0.0.1", "evil.test", "127.0.0.2");

    private static Outbound outbound(String allowed) {
        return outbound(allowed, OutboundAttacksTest::resolve);
    }

    private static Outbound outbound(String allowed, NameResolver names) {
        return new Outbound(
                new Outbound.Rules(
                        new AddressRules(allowed),
                        new PortRules("6379"),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        16_384),
                names);
    }

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        if (host.matches("[0-9.]+|.*:.*|localhost")) {
            return InetAddress.getAllByName(host);
        }
        String address = NAMES.get(host);
        if (address == null) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getByName(address)};
    }

    private static String get(Outbound outbound, String url) throws IOException {
        var body = new ByteArrayOutputStream();
        outbound.send(OutboundRequest.get(url, TOTAL, LIMIT), body);
        return body.toString(StandardCharsets.UTF_8);
    }

    private static OutboundException refused(Outbound outbound, String url) {
        return assertThrows(OutboundException.class, () -> get(outbound, url), url);
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
                "0x7f000001",
                "017700000001",
                "127.1",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]"
            })
    void ssrf1LoopbackInAnySpellingIsNotAsked(String host) throws Exception {
        try (Sink sink = Sink.saying(HELLO);
                Outbound outbound = outbound("")) {
            OutboundException refused = refused(outbound, sink.url(host));

            assertTrue(refused.isPrivateAddress(), host);
            assertNull(sink.heads.poll(), "nothing arrived");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "0.1.2.3",
                "192.0.0.1",
                "198.18.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "224.0.0.1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "ff02::1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "2001:0:1::1",
                "::"
            })
    void ssrf2AddressesThatAreNotPublicAreNotAsked(String address) throws Exception {
        assertFalse(new AddressRules("").mayAsk(InetAddress.getByName(address)));
        try (Outbound outbound = outbound("", _ -> InetAddress.getAllByName(address))) {
            assertTrue(refused(outbound, "http://name.test/").isPrivateAddress());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "2606:4700::1111", "2002:808:808::1"})
    void publicAddressesMayBeAsked(String address) throws Exception {
        assertTrue(new AddressRules("").mayAsk(InetAddress.getByName(address)));
    }

    @Test
    void ssrf2TheAllowListOpensExactlyWhatItNames() throws Exception {
        var rules = new AddressRules("10.1.0.0/16, fd00::/8");

        assertTrue(rules.mayAsk(InetAddress.getByName("10.1.255.1")));
        assertTrue(rules.mayAsk(InetAddress.getByName("fd01::1")));
        assertFalse(rules.mayAsk(InetAddress.getByName("10.2.0.1")));
        assertThrows(IllegalArgumentException.class, () -> new AddressRules("intranet"));
        assertThrows(IllegalArgumentException.class, () -> new AddressRules("10.0.0.0/33"));
    }

    @Test
    void ssrf3NameThatTurnsPrivateIsCheckedAtEachConnection() throws Exception {
        var asked = new AtomicInteger();
        NameResolver rebinding =
                _ ->
                        InetAddress.getAllByName(
                                asked.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2");
        try (Sink good = Sink.saying(HELLO);
                Outbound outbound = outbound(PUBLIC, rebinding)) {
            assertEquals("hello", get(outbound, good.url("name.test")));
            assertEquals(1, asked.get(), "asked once, and connected to that very answer");
            assertTrue(refused(outbound, good.url("name.test")).isPrivateAddress());
        }
    }

    @Test
    void ssrf3OnePrivateAddressAmongPublicOnesSpoilsTheName() throws Exception {
        NameResolver both =
                _ ->
                        new InetAddress[] {
                            InetAddress.getLoopbackAddress(), InetAddress.getByName("127.0.0.2")
                        };
        try (Sink sink = Sink.saying(HELLO);
                Outbound outbound = outbound(PUBLIC, both)) {
            assertTrue(refused(outbound, sink.url("name.test")).isPrivateAddress());
            assertNull(sink.heads.poll());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "302, http://169.254.169.254/latest, UNREACHABLE",
        "307, http://127.0.0.2:8080/, UNREACHABLE",
        "301, file:///etc/passwd, BAD_URL",
        "302, gopher://good.test/, BAD_URL",
        "302, jar:http://good.test/a!/b, BAD_URL",
        "302, ftp://good.test/, BAD_URL"
    })
    void ssrf4RedirectIsRefusedAtItsHop(int status, String to, Kind kind) throws Exception {
        try (Sink sink = Sink.redirecting(status, to);
                Outbound outbound = outbound(PUBLIC)) {
            assertEquals(kind, refused(outbound, sink.url("good.test")).kind());
        }
    }

    @Test
    void ssrf4RedirectsAreFollowedFiveTimesAndNoMore() throws Exception {
        var left = new AtomicInteger(5);
        String on = "HTTP/1.1 302 Go\r\nLocation: /on\r\nContent-Length: 0\r\n\r\n";
        Sink.Reply chain =
                (_, out) ->
                        out.write(
                                (left.getAndDecrement() > 0 ? on : HELLO)
                                        .getBytes(StandardCharsets.US_ASCII));
        try (Sink sink = new Sink(chain);
                Outbound outbound = outbound(PUBLIC)) {
            assertEquals("hello", get(outbound, sink.url("good.test")));
            left.set(6);
            assertEquals(Kind.TOO_MANY_REDIRECTS, refused(outbound, sink.url("good.test")).kind());
        }
    }

    @Test
    void ssrf4AnotherOriginGetsNoHeadersOfWhoeverAsks() throws Exception {
        try (Sink other = Sink.saying(HELLO);
                Sink first = Sink.redirecting(302, other.url("good.test"));
                Outbound outbound = outbound(PUBLIC)) {
            var request =
                    OutboundRequest.get(first.url("me:secret@good.test"), TOTAL, LIMIT)
                            .with("Cookie", "a=b")
                            .with("X-Mine", "1")
                            .with("range", "bytes=7-8")
                            .withOwn("Range", "bytes=0-1");
            outbound.send(request, OutputStream.nullOutputStream());

            String sent = first.heads.poll(10, TimeUnit.SECONDS);
            String seen = other.heads.poll(10, TimeUnit.SECONDS);
            assertNotNull(sent);
            assertNotNull(seen);
            assertTrue(sent.contains("Authorization: Basic") && sent.contains("X-Mine"), sent);
            assertFalse(seen.contains("Authorization"), seen);
            assertFalse(seen.contains("Cookie") || seen.contains("X-Mine"), seen);
            assertTrue(seen.contains("Range: bytes=0-1"), seen);
            assertFalse(sent.contains("7-8") || seen.contains("7-8"), sent + seen);
        }
    }

    @Test
    void ssrf5TheHostIsWhatTheOneParserSays() throws Exception {
        try (Sink good = Sink.saying(HELLO);
                Outbound outbound = outbound(PUBLIC)) {
            int port = good.port();
            assertEquals("hello", get(outbound, "http://evil.test@good.test:" + port + "/"));
            assertEquals("hello", get(outbound, "http://good.test:" + port + "#@evil.test/"));
            assertEquals("hello", get(outbound, "http://GOOD.test.:" + port));
            String evil = "http://good.test@evil.test:" + port + "/";
            assertTrue(refused(outbound, evil).isPrivateAddress());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.test\\@good.test/",
                "http://good.test\t/",
                "http://good.test/\r\nX: y",
                "http://a@b@good.test/",
                "http://good%2etest/",
                "http://",
                "http:///x",
                "//good.test/",
                "http://good.test:80:80/",
                "http://1.2.3.4.5/",
                "http://256.1.1.1/",
                "http://good.test:65536/",
                "gopher://good.test/",
                "good.test"
            })
    void ssrf5TwistedUrlsAreRefused(String url) throws Exception {
        try (Outbound outbound = outbound(PUBLIC)) {
            assertEquals(Kind.BAD_URL, refused(outbound, url).kind());
        }
    }

    @Test
    void ssrf5LookAlikeNamesAreAskedUnderTheirTrueName() throws Exception {
        assertEquals("xn--gd-fmca.test", OutboundUrl.parse("http://gооd.test/").host());
        assertEquals("good.test", OutboundUrl.parse("http://ｇｏｏｄ。test/").host());
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 25, 1, 1024, 6379, 0})
    void ssrf5PortsOfOtherProtocolsAreNotAsked(int port) throws Exception {
        try (Outbound outbound = outbound(PUBLIC)) {
            assertEquals(
                    Kind.UNREACHABLE, refused(outbound, "http://good.test:" + port + "/").kind());
        }
    }

    @Test
    void ssrf6EndlessBodyStopsAtTheLimit() throws Exception {
        Sink.Reply endless =
                (_, out) -> {
                    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write(new byte[8192]);
                    }
                };
        try (Sink sink = new Sink(endless);
                Outbound outbound = outbound(PUBLIC)) {
            assertEquals(Kind.TOO_LARGE, refused(outbound, sink.url("good.test")).kind());
            var body = new ByteArrayOutputStream();
            var request = OutboundRequest.get(sink.url("good.test"), TOTAL, LIMIT).cutAt(100);
            assertEquals(200, outbound.send(request, body).status());
            assertEquals(100, body.size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\nx",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: %s\r\n\r\n"
            })
    void ssrf6HugeDeclaredBodyAndHugeHeadAreRefused(String answer) throws Exception {
        try (Sink sink = Sink.saying(answer.replace("%s", "y".repeat(40_000)));
                Outbound outbound = outbound(PUBLIC)) {
            Kind kind = refused(outbound, sink.url("good.test")).kind();
            assertTrue(kind == Kind.TOO_LARGE || kind == Kind.BROKEN, kind.name());
        }
    }

    @Test
    void ssrf6BombIsCountedUnpacked() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[5_000_000]);
        }
        Sink.Reply bomb =
                (_, out) -> {
                    out.write(
                            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    out.write(packed.toByteArray());
                };
        try (Sink sink = new Sink(bomb);
                Outbound outbound = outbound(PUBLIC)) {
            assertTrue(packed.size() < LIMIT);
            assertEquals(Kind.TOO_LARGE, refused(outbound, sink.url("good.test")).kind());
            String head = sink.heads.poll(10, TimeUnit.SECONDS);
            assertNotNull(head);
            assertTrue(head.contains("Accept-Encoding: identity"), head);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n", ""})
    void ssrf6DrippingServerIsCutOff(String start) throws Exception {
        Sink.Reply dripping =
                (_, out) -> {
                    out.write(start.getBytes(StandardCharsets.US_ASCII));
                    byte[] drop =
                            start.contains("100")
                                    ? start.getBytes(StandardCharsets.US_ASCII)
                                    : "x".getBytes(StandardCharsets.US_ASCII);
                    while (true) {
                        out.write(drop);
                        out.flush();
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    }
                };
        try (Sink sink = new Sink(dripping);
                Outbound outbound = outbound(PUBLIC)) {
            var request =
                    OutboundRequest.get(sink.url("good.test"), Duration.ofSeconds(2), 1_000_000);
            var cut =
                    assertThrows(
                            OutboundException.class,
                            () -> outbound.send(request, OutputStream.nullOutputStream()));
            assertEquals(Kind.TIMEOUT, cut.kind());
        }
    }

    @Test
    void ssrf6SilentServerIsGivenUp() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Outbound outbound = outbound(PUBLIC)) {
            String url = "http://good.test:" + silent.getLocalPort() + "/";
            assertEquals(Kind.TIMEOUT, refused(outbound, url).kind());
        }
    }

    @Test
    void ssrf7RefusedClosedAndForbiddenLookAndTakeTheSame() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (Outbound outbound = outbound(PUBLIC)) {
            for (String url :
                    new String[] {
                        "http://good.test:" + closed + "/",
                        "http://evil.test:" + closed + "/",
                        "http://unknown.test/",
                        "http://good.test:22/"
                    }) {
                long start = System.nanoTime();
                OutboundException e = refused(outbound, url);
                long millis = (System.nanoTime() - start) / 1_000_000;
                String told = e.getMessage();
                assertEquals("The server could not be reached.", told, () -> url);
                assertTrue(millis >= 199, url + " took " + millis);
            }
        }
    }

    @Test
    void bodyGoesAlongWhereTheProtocolSaysSo() throws Exception {
        try (Sink last = Sink.saying(HELLO);
                Sink again = Sink.redirecting(307, last.url("good.test"));
                Sink other = Sink.redirecting(302, last.url("good.test"));
                Outbound outbound = outbound(PUBLIC)) {
            var body = OutboundBody.of("text/plain", "x=y");
            var to = OutputStream.nullOutputStream();
            var post = OutboundRequest.post(again.url("good.test"), body, TOTAL);
            assertEquals(200, outbound.send(post, to).status());
            String head = last.heads.poll(10, TimeUnit.SECONDS);
            assertNotNull(head);
            assertTrue(head.startsWith("POST"), head);
            var stays = OutboundRequest.post(other.url("good.test"), body, TOTAL);
            assertEquals(302, outbound.send(stays, to).status());
        }
    }
}
