package dev.atelier.robots.outbound;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * An HTTPS server with a certificate it made itself ({@code keytool -genkeypair -keyalg EC -ext
 * SAN=dns:localhost,ip:127.0.0.1}); counts what it is asked.
 */
public final class Stranger implements AutoCloseable {
    private static final char[] PASSWORD = "stranger".toCharArray();

    private final HttpsServer server;
    private final AtomicInteger asked = new AtomicInteger();

    public Stranger() {
        try {
            var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server = HttpsServer.create(any, 10);
            server.setHttpsConfigurator(new HttpsConfigurator(context()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        asked.incrementAndGet();
                        exchange.sendResponseHeaders(200, -1);
                    }
                });
        server.start();
    }

    private static SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Stranger.class.getResourceAsStream("stranger.p12")) {
            own.load(Objects.requireNonNull(stored), PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    public String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many requests got through to it. */
    public int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
