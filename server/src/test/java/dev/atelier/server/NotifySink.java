package dev.atelier.server;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Receives notifications and answers as the test says. */
public final class NotifySink implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final LinkedBlockingQueue<Letter> letters = new LinkedBlockingQueue<>();

    /** Answers one request; a status of 0 never answers. */
    @FunctionalInterface
    public interface Reply {
        int status(Letter letter) throws Exception;
    }

    /**
     * One notification.
     *
     * @param depth the header that counts them
     */
    public record Letter(String contentType, Map<String, String> form, String depth) {
        public JsonNode status() throws IOException {
            return JSON.readTree(form.get("transloadit"));
        }
    }

    public NotifySink(Reply reply) throws IOException {
        this(0, reply);
    }

    public NotifySink(int port, Reply reply) throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> receive(exchange, reply));
        server.start();
    }

    private void receive(HttpExchange exchange, Reply reply) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        var letter =
                new Letter(
                        headers.getFirst("Content-Type"),
                        form(body),
                        headers.getFirst("X-Atelier-Depth"));
        letters.add(letter);
        try {
            int status = reply.status(letter);
            if (status == 0) {
                return;
            }
            byte[] answer = ("answer " + status).getBytes(StandardCharsets.UTF_8);
            if (status / 100 == 3) {
                exchange.getResponseHeaders().add("Location", "http://127.0.0.2:9/");
            }
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (Exception e) {
            throw new IOException(e);
        }
        exchange.close();
    }

    private static Map<String, String> form(String body) {
        var form = new HashMap<String, String>();
        for (String pair : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    public Letter next() throws InterruptedException {
        Letter letter = letters.poll(30, TimeUnit.SECONDS);
        assertNotNull(letter, "no notification came");
        return letter;
    }

    public int waiting() {
        return letters.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
