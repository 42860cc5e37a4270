package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atelier.server.auth.Access;
import dev.atelier.server.auth.Scopes;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpResponse;
import java.nio.file.Path;

/** What a proxy in front of the server says of its clients, and whose word counts. */
class ProxiesTest {
    private static final String TRUSTED = "http.trusted_proxies=127.0.0.0/8, 10.1.0.0/16";
    private static final String ONE_EACH = "rates.creates_per_address=1";

    @TempDir Path folder;
    private @Nullable KeyedServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private KeyedServer server(String... settings) throws Exception {
        var started = new KeyedServer(folder, settings);
        server = started;
        started.add(KeyedServer.wanted("a", false, Scopes.usual()));
        return started;
    }

    private static int create(KeyedServer server, String... headers) throws Exception {
        return server.create("{}", null, headers).statusCode();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.1 | 203.0.113.2",
                "203.0.113.1 | 198.51.100.9, 203.0.113.2",
                "203.0.113.1, 10.1.0.7 | 203.0.113.2, 10.1.0.7",
                "203.0.113.1:5000 | 203.0.113.2:5000",
                "2001:db8:1:1::1 | 2001:db8:1:2::1",
                "[2001:db8:1:1::1]:80 | 203.0.113.1"
            })
    void clientsBehindATrustedProxyAreLimitedOneByOne(String one, String other) throws Exception {
        var behind = server(TRUSTED, ONE_EACH);

        assertEquals(400, create(behind, "X-Forwarded-For", one));
        assertEquals(429, create(behind, "X-Forwarded-For", one));
        assertEquals(400, create(behind, "X-Forwarded-For", other));
    }

    @Test
    void clientCannotMakeItselfAnotherByWritingAddressesInFront() throws Exception {
        var behind = server(TRUSTED, ONE_EACH);

        assertEquals(400, create(behind, "X-Forwarded-For", "203.0.113.1"));
        assertEquals(429, create(behind, "X-Forwarded-For", "203.0.113.2, 203.0.113.1"));
        assertEquals(429, create(behind, "X-Forwarded-For", "10.1.0.9, 203.0.113.1, 10.1.0.7"));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1, 2001:db8::2",
        "2001:db8::1, 2001:0DB8:0:0:9::1",
        "2001:db8:1:1::1, 2001:db8:1:1:5:6:7:8",
        "::ffff:203.0.113.1, 203.0.113.1"
    })
    void oneNetworkIsOneSenderHoweverItsAddressesAreWritten(String one, String other)
            throws Exception {
        var behind = server(TRUSTED, ONE_EACH);

        assertEquals(400, create(behind, "X-Forwarded-For", one));
        assertEquals(429, create(behind, "X-Forwarded-For", other));
    }

    @Test
    void nobodyElseIsBelieved() throws Exception {
        var direct = server("http.trusted_proxies=10.1.0.0/16", ONE_EACH);

        assertEquals(400, create(direct, "X-Forwarded-For", "203.0.113.1"));
        assertEquals(429, create(direct, "X-Forwarded-For", "203.0.113.2"));
    }

    private static String url(HttpResponse<String> created) throws Exception {
        return KeyedServer.json(created).path("assembly_ssl_url").asText();
    }

    @Test
    void urlsAreThoseTheClientSeesThroughItsProxy() throws Exception {
        var behind = server(TRUSTED);
        var key = behind.add("b");
        String params = KeyedServer.params("\"key\":\"" + key.key().key() + "\"");
        String[] said = {"X-Forwarded-Proto", "https", "X-Forwarded-Host", "pictures.example:8443"};

        String seen = url(behind.create(params, null, said));
        behind.close();
        var untrusting = new KeyedServer(folder);
        server = untrusting;
        String own = url(untrusting.create(params, null, said));

        assertTrue(seen.startsWith("https://pictures.example:8443/assemblies/"), seen);
        assertTrue(own.startsWith("http://127.0.0.1:"), own);
    }

    @ParameterizedTest
    @CsvSource({"evil.example/x, https", "a b, https", "good.example, gopher"})
    void whatIsNoHostOrSchemeIsNotTaken(String host, String proto) throws Exception {
        var behind = server(TRUSTED);
        var key = behind.add("b");
        String params = KeyedServer.params("\"key\":\"" + key.key().key() + "\"");

        String seen =
                url(
                        behind.create(
                                params,
                                null,
                                "X-Forwarded-Proto",
                                proto,
                                "X-Forwarded-Host",
                                host));

        assertTrue(seen.matches("https?://(127\\.0\\.0\\.1:\\d+|good\\.example)/.*"), seen);
    }

    @Test
    void rangeThatIsNoneIsRefusedAtStart() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new TestServer(folder, Access.OPEN, "http.trusted_proxies=10.0.0.0/33"));
    }
}
