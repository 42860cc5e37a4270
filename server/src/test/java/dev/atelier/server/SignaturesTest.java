package dev.atelier.server;

import static dev.atelier.server.KeyedServer.error;
import static dev.atelier.server.KeyedServer.params;
import static dev.atelier.server.KeyedServer.sign;
import static dev.atelier.server.KeyedServer.signable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.server.auth.KeyDesk;
import dev.atelier.server.auth.Scopes;
import dev.atelier.server.auth.SignatureAlgorithm;
import dev.atelier.server.config.ConfigLoader;
import dev.atelier.server.notify.NotificationSigner;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who is let in with which signature, as a client sees it. */
class SignaturesTest {
    /** The vectors of the specification. */
    private static final String VECTOR =
            "{\"auth\":{\"key\":\"test-key\",\"expires\":\"2030-01-01T00:00:00.000Z\"},"
                    + "\"steps\":{\"x\":{\"robot\":\"/image/generate\",\"prompt\":\"tea\"}}}";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init")
    private KeyedServer server;

    @SuppressWarnings("NullAway.Init")
    private KeyDesk.Made strict;

    @BeforeEach
    void start() throws Exception {
        server = new KeyedServer(folder, "auth.key=test-key", "auth.secret=test-secret-of-16");
        strict = server.add(KeyedServer.wanted("strict", true, Scopes.usual()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sha1,sha1:2f63e0512127544b89e8eac1edb0f196ced6cb79",
        "sha256,sha256:137bf19ea9e7b0b4310768849a7dab8978dbc952e06397878123b4b014ebc706",
        "sha384,sha384:db55021ad01e2eaebee6d61687585a76355b02d7918a2b65c30241ba689aae6b385d4b06136cc2877a75c1dfc19d9506"
    })
    void vectorsOfTheSpecificationAreMadeHere(String algorithm, String signature) {
        assertEquals(signature, sign(algorithm, "test-secret", VECTOR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha1", "sha256", "sha384", "sha512"})
    void everyAlgorithmIsTaken(String algorithm) throws Exception {
        String params = signable(strict);

        var answer = server.create(params, sign(algorithm, strict.secret(), params));

        assertEquals(200, answer.statusCode(), answer::body);
    }

    @Test
    void signatureWithoutPrefixIsSha1() throws Exception {
        String params = signable(strict);
        String bare = sign("sha1", strict.secret(), params).substring("sha1:".length());

        assertEquals(200, server.create(params, bare).statusCode());
    }

    @Test
    void sig1WrongLastByteIsRefused() throws Exception {
        String params = signable(strict);
        String right = sign(strict, params);
        char last = right.charAt(right.length() - 1);
        String wrong = right.substring(0, right.length() - 1) + (last == '0' ? '1' : '0');

        var answer = server.create(params, wrong);

        assertEquals("400 INVALID_SIGNATURE", error(answer));
        assertFalse(answer.body().contains(right), "gives the right signature away");
        String reason = KeyedServer.json(answer).path("reason").asText();
        assertTrue(reason.contains("sha384 over the " + params.length() + " bytes"), reason);
    }

    @ParameterizedTest
    @CsvSource({"upper", "md5", "bare", "odd", "short", "empty hash"})
    void sig1MalformedSignatureIsRefused(String how) throws Exception {
        String params = signable(strict);
        String right = sign(strict, params);
        String hex = right.substring("sha384:".length());
        String sent =
                switch (how) {
                    case "upper" -> "sha384:" + hex.toUpperCase(Locale.ROOT);
                    case "md5" -> "md5:" + hex;
                    case "bare" -> hex;
                    case "odd" -> right.substring(0, right.length() - 1);
                    case "short" -> right.substring(0, right.length() - 2);
                    default -> "sha384:";
                };

        assertEquals("400 INVALID_SIGNATURE", error(server.create(params, sent)));
    }

    @Test
    void sig1SignatureOfAMegabyteIsRefused() throws Exception {
        String sent = "sha384:" + "0".repeat(1_000_000);

        assertEquals("400 INVALID_SIGNATURE", error(server.create(signable(strict), sent)));
    }

    @Test
    void sig2PinnedKeyTakesNoOtherAlgorithm() throws Exception {
        var pinned = server.add(KeyedServer.pinned(SignatureAlgorithm.SHA384));
        String params = signable(pinned);

        var weak = server.create(params, sign("sha1", pinned.secret(), params));

        assertEquals("400 INVALID_SIGNATURE", error(weak));
        assertEquals(200, server.create(params, sign(pinned, params)).statusCode());
    }

    @Test
    void sig3OnlyTheExactBytesVerify() throws Exception {
        String params = signable(strict);
        String spaced = params.replace("\"steps\":", "\"steps\": ");
        String signature = sign(strict, params);

        assertEquals("400 INVALID_SIGNATURE", error(server.create(spaced, signature)));
        assertEquals(200, server.create(spaced, sign(strict, spaced)).statusCode());
    }

    @Test
    void sig3TwoParamsOrTwoSignaturesAreRefused() throws Exception {
        String params = signable(strict);
        for (String twice : new String[] {"params", "signature"}) {
            var form =
                    new Multipart()
                            .field("params", params)
                            .field("signature", sign(strict, params))
                            .field(twice, "{}");
            var answer =
                    server.send(
                            server.request("/assemblies")
                                    .header("Content-Type", form.contentType())
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes())));
            assertEquals("400 INVALID_FORM_DATA", error(answer));
        }
    }

    @Test
    void sig3DuplicateNamesAndByteOrderMarksAreRefused() throws Exception {
        String key = strict.key().key();
        String twice = params("\"key\":\"test-key\",\"key\":\"" + key + "\"");
        String marked = "\uFEFF" + signable(strict);

        assertEquals("400 INVALID_PARAMS_FIELD", error(server.create(twice, sign(strict, twice))));
        assertEquals(
                "400 INVALID_PARAMS_FIELD", error(server.create(marked, sign(strict, marked))));
    }

    @Test
    void sig3InvalidUtf8IsRefusedNotReplaced() throws Exception {
        String body = "params=" + KeyedServer.encode(signable(strict)) + "%FF&signature=sha1:00";
        var form =
                new Multipart()
                        .part("form-data; name=\"params\"", null, new byte[] {'{', (byte) 0xff});

        assertEquals(
                "400 INVALID_FORM_DATA",
                error(
                        server.send(
                                server.request("/assemblies")
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(HttpRequest.BodyPublishers.ofString(body)))));
        assertEquals(
                "400 INVALID_FORM_DATA",
                error(
                        server.send(
                                server.request("/assemblies")
                                        .header("Content-Type", form.contentType())
                                        .POST(
                                                HttpRequest.BodyPublishers.ofByteArray(
                                                        form.bytes())))));
    }

    @Test
    void signatureCoversNonAsciiBytes() throws Exception {
        String params =
                signable(strict).replace("\"steps\"", "\"fields\":{\"é\":\"😀\"},\"steps\"");

        assertEquals(200, server.create(params, sign(strict, params)).statusCode());
        assertEquals(
                200,
                server.form("POST", "/assemblies", params, strict).statusCode(),
                "also in an urlencoded form");
    }

    @ParameterizedTest
    @CsvSource({
        "2030-01-01T00:00:00.000Z,200",
        "2029-12-31T23:59:31.000Z,200",
        "2029-12-31T23:59:29.000Z,400 AUTH_EXPIRED",
        "2029/12/31 23:59:31+00:00,200",
        "2029/12/31 23:59:29+00:00,400 AUTH_EXPIRED",
        "2030/01/01 01:59:31+02:00,200",
        "2030-01-01T00:00:00Z,200",
        "2040-01-01T00:00:00.000Z,200",
        "2024-02-30T00:00:00.000Z,400 INVALID_AUTH_EXPIRES_PARAMETER",
        "tomorrow,400 INVALID_AUTH_EXPIRES_PARAMETER",
        "+999999999-12-31T23:59:59Z,400 INVALID_AUTH_EXPIRES_PARAMETER"
    })
    void sig4ExpiryIsReadInBothFormsWithThirtySecondsLeeway(String expires, String wanted)
            throws Exception {
        String params =
                params("\"key\":\"" + strict.key().key() + "\",\"expires\":\"" + expires + "\"");

        var answer = server.create(params, sign(strict, params));

        assertEquals(wanted, answer.statusCode() == 200 ? "200" : error(answer));
    }

    @Test
    void sig4ExpiryFarAheadIsRefusedWhenTheSettingsSaySo() throws Exception {
        server.close();
        server = new KeyedServer(folder, "auth.max_expiry_hours=24");
        String far =
                params(
                        "\"key\":\""
                                + strict.key().key()
                                + "\",\"expires\":\"2030-01-02T00:01:00.000Z\"");

        assertEquals(
                "400 INVALID_AUTH_EXPIRES_PARAMETER", error(server.create(far, sign(strict, far))));
        String near = signable(strict);
        assertEquals(200, server.create(near, sign(strict, near)).statusCode());
    }

    @Test
    void sig5NonceMakesACreateGoodOnce() throws Exception {
        String inAuth = signable(strict).replace("\"expires\"", "\"nonce\":\"n1\",\"expires\"");
        String onTop = signable(strict).replaceFirst("\\{", "{\"nonce\":17,");
        String without = signable(strict);

        for (String params : new String[] {inAuth, onTop}) {
            assertEquals(200, server.create(params, sign(strict, params)).statusCode());
            assertEquals(
                    "400 SIGNATURE_REUSE_DETECTED",
                    error(server.create(params, sign(strict, params))));
        }
        assertEquals(200, server.create(without, sign(strict, without)).statusCode());
        assertEquals(200, server.create(without, sign(strict, without)).statusCode());
    }

    @Test
    void sig5ReuseIsSeenAfterARestartAndInAnotherSpelling() throws Exception {
        String params = signable(strict).replaceFirst("\\{", "{\"nonce\":\"n2\",");
        String signature = sign("sha1", strict.secret(), params);
        assertEquals(200, server.create(params, signature).statusCode());

        server.close();
        server = new KeyedServer(folder);

        String bare = signature.substring("sha1:".length());
        assertEquals("400 SIGNATURE_REUSE_DETECTED", error(server.create(params, bare)));
    }

    @Test
    void complaintsComeInTheOrderClientsKnow() throws Exception {
        String key = strict.key().key();
        String[][] steps = {
            {"no json", "INVALID_PARAMS_FIELD"},
            {"[]", "NO_OBJECT_PARAMS_FIELD"},
            {"{}", "NO_AUTH_PARAMETER"},
            {"{\"auth\":7}", "NO_OBJECT_AUTH_PARAMETER"},
            {"{\"auth\":{}}", "NO_AUTH_KEY_PARAMETER"},
            {"{\"auth\":{\"key\":7}}", "INVALID_AUTH_KEY_PARAMETER"},
            {"{\"auth\":{\"key\":\"nobody's key\"}}", "GET_ACCOUNT_UNKNOWN_AUTH_KEY"},
            {"{\"auth\":{\"key\":\"" + key + "\"}}", "NO_AUTH_EXPIRES_PARAMETER"},
            {signable(strict), "NO_SIGNATURE_FIELD"},
        };
        for (String[] step : steps) {
            assertEquals("400 " + step[1], error(server.create(step[0], null)));
        }
        var none =
                server.send(
                        server.request("/assemblies").POST(HttpRequest.BodyPublishers.noBody()));
        assertEquals("400 NO_PARAMS_FIELD", error(none));
    }

    @Test
    void keyAloneIsEnoughForACreateUnlessItSaysOtherwise() throws Exception {
        String params = params("\"key\":\"test-key\"");

        var created = server.create(params, null);

        assertEquals(200, created.statusCode(), created::body);
        assertEquals(
                "400 INVALID_SIGNATURE",
                error(server.create(params, "sha1:00")),
                "one that is sent must hold");
    }

    @Test
    void refererIsCheckedWhenThereIsOne() throws Exception {
        String params = params("\"key\":\"test-key\",\"referer\":\"^https://good\\\\.example/\"");

        assertEquals(200, server.create(params, null).statusCode());
        assertEquals(
                200, server.create(params, null, "Referer", "https://good.example/a").statusCode());
        assertEquals(
                "403 REFERER_MISMATCH",
                error(server.create(params, null, "Referer", "https://bad.example/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "(x+x+)+y"})
    void uselessRefererExpressionsAreRefusedAtOnce(String expression) throws Exception {
        String params = params("\"key\":\"test-key\",\"referer\":\"" + expression + "\"");

        var answer = server.create(params, null, "Referer", "x".repeat(2_000));

        assertEquals("400 INVALID_AUTH_REFERER_PARAMETER", error(answer));
    }

    /** Whether the stack ends before the text does is up to the machine; either way it is a no. */
    @Test
    void deeplyRecursiveRefererExpressionIsRefused() throws Exception {
        String params = params("\"key\":\"test-key\",\"referer\":\"(a|aa|x|xx)*$z\"");

        var answer = server.create(params, null, "Referer", "x".repeat(2_000));

        assertTrue(Set.of(400, 403).contains(answer.statusCode()), answer::toString);
    }

    @ParameterizedTest
    @CsvSource({"SHA1,sha1", "SHA256,sha256", ",sha384"})
    void notificationsAreSignedAsTheKeyIsPinned(
            @Nullable SignatureAlgorithm pinned, String algorithm) throws Exception {
        var ports = TestAuth.inMemory();
        var desk = new KeyDesk(ports, InstantSource.system(), new SecureRandom());
        var made = desk.add(KeyedServer.pinned(pinned));
        var config = ConfigLoader.load(null, List.of()).auth();

        var signer = NotificationSigner.withKeys(id -> AuthAdapters.signing(ports, config, id));

        assertEquals(sign(algorithm, made.secret(), "{}"), signer.sign(made.key().id(), "{}"));
    }

    @Test
    void revokedKeyIsUnknownWithinSeconds() throws Exception {
        String params = signable(strict);
        assertEquals(200, server.create(params, sign(strict, params)).statusCode());

        server.revoke(strict.key().key());

        server.await(
                "400 GET_ACCOUNT_UNKNOWN_AUTH_KEY",
                () -> server.create(params, sign(strict, params)));
    }

    @Test
    void keySecretSurvivesAChangeOfTheMasterKey() throws Exception {
        String params = signable(strict);

        assertEquals(1, server.rotateMaster());
        assertEquals(200, server.create(params, sign(strict, params)).statusCode());
        assertEquals(1, server.rotateMaster());
        server.close();
        server = new KeyedServer(folder);
        assertEquals(200, server.create(params, sign(strict, params)).statusCode());
    }

    @Test
    void uploadThatBreaksOffBeforeItSaysWhoItIsLeavesNothing() throws Exception {
        String id = "0123456789abcdef0123456789abcdef";
        String head =
                RawHttp.head(
                        "POST",
                        "/assemblies/" + id,
                        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100\r\n");
        try (var raw = new RawHttp(server.port())) {
            raw.send(head.getBytes(StandardCharsets.UTF_8)).endOutput();
            var _ = raw.answer();
        }

        assertEquals("404 ASSEMBLY_NOT_FOUND", error(server.get("/assemblies/" + id)));
    }
}
