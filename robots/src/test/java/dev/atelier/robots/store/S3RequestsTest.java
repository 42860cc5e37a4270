package dev.atelier.robots.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.ParamBinder;
import dev.atelier.robots.FakeJob;
import dev.atelier.robots.http.StandServer;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.Stranger;
import dev.atelier.robots.outbound.TestOutbound;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What a bucket is sent that S3Proxy does not understand, and what follows a part that fails. */
class S3RequestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PART = 1_000;
    private static final String TOKEN = "canary-token";

    /** A request as it arrived. */
    private record Asked(String line, Headers headers) {
        String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile int refusedPart;
    private StandServer server;
    private Outbound outbound;
    private FakeJob job;

    @TempDir Path folder;

    @BeforeEach
    void start() throws IOException {
        server = new StandServer();
        server.on("/", this::answer);
        outbound = TestOutbound.to("127.0.0.1/32");
        job = new FakeJob(folder);
    }

    @AfterEach
    void stop() {
        outbound.close();
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        asked.add(new Asked(line, exchange.getRequestHeaders()));
        exchange.getRequestBody().readAllBytes();
        boolean refused = line.contains("partNumber=" + refusedPart + "&");
        byte[] body = (refused ? "" : body(line)).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("ETag", "\"tag\"");
            exchange.getResponseHeaders().set("x-amz-version-id", "v7");
            int status = refused ? 403 : 200;
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String body(String line) {
        if (line.endsWith("?uploads")) {
            return "<InitiateMultipartUploadResult><UploadId>u1</UploadId>"
                    + "</InitiateMultipartUploadResult>";
        }
        return line.startsWith("POST ")
                ? "<CompleteMultipartUploadResult><ETag>t</ETag></CompleteMultipartUploadResult>"
                : "";
    }

    private Emission.PassOn store(int size, String more) throws IOException {
        var limits =
                new StoreLimits(1, PART, Duration.ofSeconds(20), 1, Duration.ZERO, Duration.ZERO);
        var robot = new S3StoreRobot(outbound, limits);
        String raw =
                """
                {'bucket':'bucket','key':'k','secret':'s','no_vhost':true,'session_token':'%s',
                 'host':'%s','path':'a/b.txt'%s}\
                """
                        .formatted(TOKEN, host(), more);
        AssemblyFile file = job.add("b.txt", "text/plain", new byte[size]);
        ObjectNode params = (ObjectNode) JSON.readTree(raw.replace('\'', '"'));
        robot.run(ParamBinder.bind(robot.about(), "s", params), FakeJob.input(withMd5(file)), job);
        return (Emission.PassOn) job.emissions().getLast();
    }

    private String host() {
        return server.url("");
    }

    private void keep(String host) {
        ObjectNode held = JSON.createObjectNode().put("key", "stored-key").put("secret", "stored");
        job.holding("mine", host.isEmpty() ? held : held.put("host", host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3.amazonaws.com", "https://minio.test"})
    void storedKeysAreNotUsedAtAHostTheStepNames(String home) {
        keep(home);

        var error =
                assertThrows(AssemblyException.class, () -> store(1, ",'credentials':'mine'"))
                        .error();

        assertEquals(ErrorCode.TEMPLATE_CREDENTIALS_INJECTION_ERROR, error.code());
        String meant = home.isEmpty() ? "s3.amazonaws.com" : home;
        assertTrue(error.message().contains("`mine` are for " + meant), error.message());
        assertEquals(List.of(), asked);
    }

    @Test
    void aServerWhoseCertificateIsNotTrustedIsSentNothing() throws Exception {
        outbound.close();
        outbound = TestOutbound.configured("127.0.0.1/32", 0, Duration.ofSeconds(10));
        try (var stranger = new Stranger()) {
            String there = ",'host':'%s'".formatted(stranger.url());

            var error = assertThrows(AssemblyException.class, () -> store(1, there)).error();

            assertTrue(error.message().contains("certificate"), error.message());
            assertEquals(0, stranger.asked());
        }
    }

    @Test
    void storedKeysAreUsedAtTheHostStoredWithThem() throws Exception {
        keep(host().toUpperCase(Locale.ROOT) + "/");

        store(1, ",'credentials':'mine'");

        String who = asked.getFirst().header("Authorization");
        assertTrue(who.contains("Credential=stored-key/"), who);
    }

    private static AssemblyFile withMd5(AssemblyFile file) {
        return new AssemblyFile(
                file.id(),
                file.sha256(),
                md5(Math.toIntExact(file.size())),
                file.size(),
                file.name(),
                file.mime(),
                file.type(),
                file.field(),
                file.original(),
                false,
                null,
                file.meta(),
                file.userMeta());
    }

    private static String md5(int size) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(new byte[size]));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(int size) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5(size)));
    }

    private List<String> lines() {
        return asked.stream().map(Asked::line).toList();
    }

    @Test
    void tagsTokensSumsAndRightsTravelWithAnObject() throws Exception {
        var stored =
                store(10, ",'tags':{'a b':'c&d','e':'f'},'acl':'private','check_integrity':true");
        Asked put = asked.getFirst();

        assertEquals(List.of("PUT /bucket/a/b.txt"), lines());
        assertEquals("a%20b=c%26d&e=f", put.header("x-amz-tagging"));
        assertEquals(TOKEN, put.header("x-amz-security-token"));
        assertEquals("private", put.header("x-amz-acl"));
        assertEquals(header(10), put.header("Content-MD5"));
        assertEquals("v7", stored.meta().path("version_id").asText());
    }

    @Test
    void aLargeObjectHasThemOnceAndASumForEachPart() throws Exception {
        store(2 * PART + 500, ",'tags':{'e':'f'},'acl':'bucket-default','check_integrity':true");

        assertEquals(
                List.of(
                        "POST /bucket/a/b.txt?uploads",
                        "PUT /bucket/a/b.txt?partNumber=1&uploadId=u1",
                        "PUT /bucket/a/b.txt?partNumber=2&uploadId=u1",
                        "PUT /bucket/a/b.txt?partNumber=3&uploadId=u1",
                        "POST /bucket/a/b.txt?uploadId=u1"),
                lines());
        assertEquals("e=f", asked.getFirst().header("x-amz-tagging"));
        assertEquals("null", asked.getFirst().header("x-amz-acl"));
        assertEquals(header(PART), asked.get(1).header("Content-MD5"));
        assertEquals(header(500), asked.get(3).header("Content-MD5"));
        asked.forEach(each -> assertEquals(TOKEN, each.header("x-amz-security-token")));
    }

    @Test
    void thePartsAreTakenBackWhenOneIsRefused() {
        refusedPart = 2;
        var error = assertThrows(AssemblyException.class, () -> store(3 * PART, "")).error();

        assertEquals(ErrorCode.S3_STORE_ACCESS_DENIED, error.code());
        assertEquals("DELETE /bucket/a/b.txt?uploadId=u1", lines().getLast());
        assertTrue(job.emissions().isEmpty());
    }
}
