package dev.atelier.robots.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A server of a test, which stands for whatever a URL leads to. */
public final class StandServer implements AutoCloseable {
    private final HttpServer server;

    public StandServer() throws IOException {
        this("127.0.0.1");
    }

    /**
     * @param address of this machine
     */
    StandServer(String address) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), 0), 0);
        server.start();
    }

    /** What is answered below a path. */
    public StandServer on(String path, HttpHandler answer) {
        server.createContext(path, answer);
        return this;
    }

    /** A text that is always answered at a path. */
    public StandServer on(String path, int status, String body) {
        return on(path, exchange -> say(exchange, status, body));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":" + port() + path;
    }

    static void say(HttpExchange exchange, int status, String body) throws IOException {
        say(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    public static void say(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
