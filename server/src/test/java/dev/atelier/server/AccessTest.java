package dev.atelier.server;

import static dev.atelier.server.KeyedServer.error;
import static dev.atelier.server.KeyedServer.json;
import static dev.atelier.server.KeyedServer.params;
import static dev.atelier.server.KeyedServer.sign;
import static dev.atelier.server.KeyedServer.signable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.atelier.server.auth.Scopes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Keys, tokens and limits of a server others may reach. */
class AccessTest {
    private static final String GRANT = "grant_type=client_credentials";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private KeyedServer server;

    @BeforeEach
    void start() throws Exception {
        server = new KeyedServer(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(String... settings) throws Exception {
        server.close();
        server = new KeyedServer(folder, settings);
    }

    private static String id(HttpResponse<String> created) throws Exception {
        assertEquals(200, created.statusCode(), created::body);
        return json(created).path("assembly_id").asText();
    }

    private String bearer(String body, String basic) throws Exception {
        var answer = server.token(basic, body);
        assertEquals(200, answer.statusCode(), answer::body);
        return "Bearer " + json(answer).path("access_token").asText();
    }

    @Test
    void serverIsOpenUntilTheFirstKeyExists() throws Exception {
        String bare = "{" + KeyedServer.STEPS + "}";
        assertEquals(200, server.create(bare, null).statusCode());

        server.add("first");

        assertEquals("400 NO_AUTH_PARAMETER", error(server.create(bare, null)));
    }

    @Test
    void pageAsksForAKeyOnceThereIsOne() throws Exception {
        assertFalse(server.get("/").body().contains("auth-key"));

        server.add("first");

        String page = server.get("/").body();
        assertTrue(page.contains("id=\"auth-key\"") && page.contains("<noscript>"), page);
    }

    @Test
    void revokingTheLastKeyDoesNotOpenTheServer() throws Exception {
        var key = server.add("only");
        String params = params("\"key\":\"" + key.key().key() + "\"");
        server.revoke(key.key().key());

        server.await("400 GET_ACCOUNT_UNKNOWN_AUTH_KEY", () -> server.create(params, null));
        restart();
        assertEquals("400 GET_ACCOUNT_UNKNOWN_AUTH_KEY", error(server.create(params, null)));
    }

    @Test
    void otherHostsAndOriginsAreTurnedAwayInOpenModeOnly() throws Exception {
        assertEquals(403, server.get("/health", "Origin", "https://evil.example").statusCode());

        server.add("first");

        assertEquals(200, server.get("/health", "Origin", "https://evil.example").statusCode());
    }

    @Test
    void bindingElsewhereNeedsAKey() throws Exception {
        server.close();
        var refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new KeyedServer(folder, "http.host=0.0.0.0"));
        assertTrue(String.valueOf(refused.getMessage()).contains("atelier keys add"));

        server =
                new KeyedServer(
                        folder,
                        "http.host=0.0.0.0",
                        "auth.key=container-key",
                        "auth.secret=container-secret-1");
        assertEquals(200, server.get("/health").statusCode());
        assertEquals("400 NO_AUTH_PARAMETER", error(server.create("{}", null)));
    }

    @Test
    void key1StolenDatabaseHoldsNoSecretAndNoToken() throws Exception {
        var key = server.add("a");
        String token = bearer(GRANT, key.key().key() + ":" + key.secret()).substring(7);
        server.close();

        assertNotInFiles(folder.resolve("db"), key.secret());
        assertNotInFiles(folder.resolve("db"), token);
        String rights =
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("master.key")));
        assertEquals("rw-------", rights);
        server = new KeyedServer(folder);
        assertEquals(
                200,
                server.create(
                                "{" + KeyedServer.STEPS + "}",
                                null,
                                "Authorization",
                                "Bearer " + token)
                        .statusCode(),
                "yet it still works");
    }

    private static void assertNotInFiles(Path folder, String secret) throws Exception {
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        assertFalse(files.isEmpty());
        for (Path file : files) {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertFalse(bytes.contains(secret), () -> file + " holds a secret");
        }
    }

    @Test
    void ten1AssemblyBelongsToTheAccountOfItsKeyAndItsIdIsTheCapability() throws Exception {
        var a = server.add("a");
        var b = server.add("b");
        String id = id(server.create(params("\"key\":\"" + a.key().key() + "\""), null));

        var status = json(server.get("/assemblies/" + id));
        assertEquals("a", status.path("account_id").asText());
        assertEquals(a.key().id(), status.path("api_auth_key_id").asText());
        var signedByB = server.get("/assemblies/" + id, signable(b), b);
        assertEquals(200, signedByB.statusCode(), "status by id is open");
        var again = server.form("POST", "/assemblies/" + id, signable(b), b);
        assertEquals("400 DO_NOT_REUSE_ASSEMBLY_IDS", error(again));
        assertEquals("a", json(server.get("/assemblies/" + id)).path("account_id").asText());
    }

    @Test
    void cors1AnyPageMayAskButNeverWithCookies() throws Exception {
        server.add("a");
        var preflight =
                server.send(
                        server.request("/assemblies")
                                .header("Origin", "https://hostile.example")
                                .header("Access-Control-Request-Headers", "authorization")
                                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        var refused =
                server.create("{}", null, "Origin", "https://hostile.example", "Cookie", "a=b");

        assertEquals(204, preflight.statusCode());
        for (var answer : List.of(preflight, refused)) {
            var headers = answer.headers();
            assertEquals("*", headers.firstValue("Access-Control-Allow-Origin").orElse(""));
            assertTrue(headers.firstValue("Access-Control-Allow-Credentials").isEmpty());
            assertTrue(headers.firstValue("Set-Cookie").isEmpty());
            String exposed = headers.firstValue("Access-Control-Expose-Headers").orElse("");
            assertTrue(exposed.contains("Retry-After") && exposed.contains("Upload-Offset"));
        }
        assertEquals("86400", preflight.headers().firstValue("Access-Control-Max-Age").orElse(""));
        assertEquals("400 NO_AUTH_PARAMETER", error(refused));
    }

    @Test
    void quo1CreatesOfOneKeyAreLimitedAndSayWhenToComeAgain() throws Exception {
        restart("rates.creates_per_key=2");
        var busy = server.add("busy");
        var calm = server.add("calm");
        String params = params("\"key\":\"" + busy.key().key() + "\"");
        assertEquals(200, server.create(params, null).statusCode());
        assertEquals(200, server.create(params, null).statusCode());

        var refused = server.create(params, null);
        var forJava = server.create(params, null, "Transloadit-Client", "java-sdk:2.2.4");

        assertEquals("429 RATE_LIMIT_REACHED", error(refused));
        assertRetry(refused, 30);
        assertEquals("413 RATE_LIMIT_REACHED", error(forJava));
        assertEquals(413, json(forJava).path("http_code").asInt());
        assertRetry(forJava, 30);
        String other = params("\"key\":\"" + calm.key().key() + "\"");
        assertEquals(200, server.create(other, null).statusCode());
    }

    @Test
    void quo1AssembliesOfOneAccountUnderWayAreLimitedUntilSomeEnd() throws Exception {
        restart("rates.running_per_account=1");
        var busy = server.add("busy");
        var calm = server.add("calm");
        String waits =
                "{\"auth\":{\"key\":\"%s\"},\"steps\":{\"slow\":{\"robot\":\"/test/wait\"}}}";
        String params = waits.formatted(busy.key().key());
        String first = id(server.create(params, null));

        var refused = server.create(params, null);
        var forJava = server.create(params, null, "Transloadit-Client", "java-sdk:2.2.4");

        assertEquals("429 RATE_LIMIT_REACHED", error(refused));
        assertRetry(refused, 2);
        assertTrue(
                json(refused).path("message").asText().startsWith("1 Assemblies"), refused::body);
        assertEquals("413 RATE_LIMIT_REACHED", error(forJava));
        String other = id(server.create(waits.formatted(calm.key().key()), null));

        server.send(server.request("/assemblies/" + first).DELETE());
        server.await("200 ", () -> server.create(params, null));
        server.send(server.request("/assemblies/" + other).DELETE());
    }

    private static void assertRetry(HttpResponse<String> refused, int most) throws Exception {
        var wait = json(refused).at("/info/retryIn");
        assertTrue(wait.isInt() && wait.asInt() >= 1 && wait.asInt() <= most, refused::body);
        assertEquals(wait.asText(), refused.headers().firstValue("Retry-After").orElse(""));
    }

    @Test
    void quo1CreatesFromOneAddressAreLimitedBeforeAnythingIsRead() throws Exception {
        restart("rates.creates_per_address=1");
        assertEquals(200, server.create("{" + KeyedServer.STEPS + "}", null).statusCode());

        var refused = server.create("no json", null);

        assertEquals("429 RATE_LIMIT_REACHED", error(refused));
        assertRetry(refused, 60);
    }

    @Test
    void quo2StatusAskedForTooOftenIsRefusedWithItsOwnCode() throws Exception {
        restart("rates.status_per_second=1");
        var key = server.add("a");
        String id = id(server.create(params("\"key\":\"" + key.key().key() + "\""), null));

        server.await(
                "429 ASSEMBLY_STATUS_FETCHING_RATE_LIMIT_REACHED",
                () -> server.get("/assemblies/" + id));
        HttpResponse<String> last = server.get("/assemblies/" + id);
        while (last.statusCode() == 200) {
            last = server.get("/assemblies/" + id);
        }
        assertRetry(last, 1);
    }

    @Test
    void sig6NoSecretIsLoggedOrAnswered() throws Exception {
        try (var log = new Captured()) {
            var key = server.add("a");
            String params = signable(key);
            String wrong = sign("sha256", key.secret() + "x", params);
            var refused = server.create(params, wrong);
            var created =
                    server.create(
                            params.replace(
                                    "\"key\"", "\"secret\":\"" + key.secret() + "\",\"key\""),
                            null);
            String status = server.get("/assemblies/" + id(created)).body();
            var token = server.token(key.key().key() + ":" + key.secret(), GRANT);

            assertEquals("400 INVALID_SIGNATURE", error(refused));
            String bearer = json(token).path("access_token").asText();
            for (String canary : List.of(key.secret(), sign(key, params), bearer)) {
                assertFalse(refused.body().contains(canary), "in the error");
                assertFalse(status.contains(canary), "in the status");
                assertFalse(log.text(Level.TRACE).contains(canary), "in the log");
            }
            assertFalse(key.toString().contains(key.secret()));
        }
    }

    @Test
    void log1WhatPeopleAskForIsNotLogged() throws Exception {
        try (var log = new Captured()) {
            String asked =
                    "{\"fields\":{\"who\":\"canary-field\"},\"steps\":{\"made\":{\"robot\":"
                            + "\"/test/write\",\"text\":\"canary-prompt\"}}}";
            String id = id(server.create(asked, null));
            server.create(asked.replace("/test/write", "/test/canary-robot"), null);
            server.get("/assemblies/" + id + "?canary-query=a%0d%0ab");

            String text = log.text(Level.INFO);
            assertFalse(text.contains("canary"), text);
        }
    }

    /** Everything the program logs while this is open. */
    private static final class Captured implements AutoCloseable {
        private final Logger root =
                (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final ListAppender<ILoggingEvent> list = new ListAppender<>();

        Captured() {
            list.start();
            root.addAppender(list);
        }

        String text(Level least) {
            var text = new StringBuilder();
            for (ILoggingEvent event : List.copyOf(list.list)) {
                boolean ours = event.getLoggerName().startsWith("dev.atelier");
                if (ours && event.getLevel().isGreaterOrEqual(least)) {
                    text.append(event.getFormattedMessage()).append('\n');
                    if (event.getThrowableProxy() != null) {
                        text.append(event.getThrowableProxy().getMessage()).append('\n');
                    }
                }
            }
            return text.toString();
        }

        @Override
        public void close() {
            root.detachAppender(list);
        }
    }

    @Test
    void tokenIsMadeFromKeyAndSecretAndStandsForThem() throws Exception {
        var key = server.add(KeyedServer.wanted("a", true, Scopes.usual()));
        String basic = key.key().key() + ":" + key.secret();

        var answer = server.token(basic, GRANT + "&aud=api2&scope=assemblies%3Awrite");

        var body = json(answer);
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals("Bearer", body.path("token_type").asText());
        assertEquals(21_600, body.path("expires_in").asInt());
        assertEquals("assemblies:write", body.path("scope").asText());
        String bearer = "Bearer " + body.path("access_token").asText();
        String bare = "{" + KeyedServer.STEPS + "}";
        var created = server.create(bare, null, "Authorization", bearer);
        assertEquals("a", json(created).path("account_id").asText(), created::body);
    }

    @Test
    void tokenErrorsAreThoseClientsKnow() throws Exception {
        var key = server.add(KeyedServer.wanted("a", false, Scopes.parse("assemblies:write")));
        String good = key.key().key() + ":" + key.secret();

        var none = server.token(null, GRANT);
        assertEquals("401 SERVER_401", error(none));
        assertTrue(none.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic"));
        assertEquals("400 GET_ACCOUNT_UNKNOWN_AUTH_KEY", error(server.token("x:y", GRANT)));
        assertEquals("401 TOKEN_INVALID_CREDENTIALS", error(server.token(good + "x", GRANT)));
        assertEquals("400 TOKEN_INVALID_REQUEST", error(server.token("no colon", GRANT)));
        assertEquals("400 TOKEN_INVALID_REQUEST", error(server.token(good, "")));
        assertEquals(
                "400 TOKEN_INVALID_GRANT_TYPE", error(server.token(good, "grant_type=password")));
        assertEquals("403 TOKEN_INVALID_AUDIENCE", error(server.token(good, GRANT + "&aud=bank")));
        assertEquals(
                "403 TOKEN_INVALID_SCOPE",
                error(server.token(good, GRANT + "&scope=templates:read")));
        assertEquals("403 TOKEN_INVALID_SCOPE", error(server.token(good, GRANT + "&scope=fly")));
    }

    @Test
    void guessingSecretsIsSlowedDownAndOthersAreNot() throws Exception {
        String secret = "a secret of enough length";
        restart("rates.failed_tokens_per_minute=2", "auth.key=configured", "auth.secret=" + secret);
        String good = "configured:" + secret;
        for (int i = 0; i < 4; i++) {
            assertEquals(200, server.token(good, GRANT).statusCode());
        }
        assertEquals("401 TOKEN_INVALID_CREDENTIALS", error(server.token("configured:a", GRANT)));
        assertEquals("400 GET_ACCOUNT_UNKNOWN_AUTH_KEY", error(server.token("unknown:a", GRANT)));

        server.await("429 RATE_LIMIT_REACHED", () -> server.token("configured:b", GRANT));

        assertRetry(server.token("configured:b", GRANT), 30);
        String params = params("\"key\":\"configured\"");
        assertEquals(200, server.create(params, null).statusCode());
    }

    @Test
    void tokenIsRefusedWhenItIsUnknownExpiredForeignOrTooSmall() throws Exception {
        var a = server.add("a");
        var b = server.add("b");
        String basic = a.key().key() + ":" + a.secret();
        String bare = "{" + KeyedServer.STEPS + "}";
        String reads = bearer(GRANT + "&scope=assemblies:read", basic);
        String whole = bearer(GRANT, basic);

        assertEquals(
                "401 BEARER_TOKEN_INVALID",
                error(server.create(bare, null, "Authorization", "Bearer guess")));
        assertEquals(
                "403 INSUFFICIENT_AUTH_SCOPE",
                error(server.create(bare, null, "Authorization", reads)));
        String foreign = params("\"key\":\"" + b.key().key() + "\"");
        assertEquals(
                "401 BEARER_TOKEN_AUTH_KEY_MISMATCH",
                error(server.create(foreign, null, "Authorization", whole)));
        assertEquals(200, server.create(bare, null, "Authorization", whole).statusCode());
        server.now.set(KeyedServer.NOW.plusSeconds(21_600));
        assertEquals(
                "401 BEARER_TOKEN_EXPIRED",
                error(server.create(bare, null, "Authorization", whole)));
        server.now.set(KeyedServer.NOW);
        server.revoke(a.key().key());
        server.await(
                "401 BEARER_TOKEN_INVALID",
                () -> server.create(bare, null, "Authorization", whole));
    }
}
