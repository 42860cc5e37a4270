package dev.atelier.robots.generate.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A provider of the test: keeps every request and answers as the test says. */
public final class Recorder implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Script script = _ -> Reply.of(500, "no script");

    /**
     * A request as it came.
     *
     * @param path with its query
     * @param headers by name in lower case
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Request(String method, String path, Map<String, String> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    /** What to do with a request. */
    public sealed interface Reply {
        static Reply of(int status, String text) {
            return new Says(status, Map.of(), text.getBytes(StandardCharsets.UTF_8));
        }

        static Reply json(String text) {
            return of(200, text).with("content-type", "application/json");
        }

        static Reply bytes(String type, byte[] body) {
            return new Says(200, Map.of("content-type", type), body);
        }

        default Reply with(String header, String value) {
            return switch (this) {
                case Says says -> {
                    var more = new TreeMap<>(says.headers());
                    more.put(header, value);
                    yield new Says(says.status(), more, says.body());
                }
                case Hangs _, Breaks _ -> this;
            };
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Says(int status, Map<String, String> headers, byte[] body) implements Reply {}

    /** Takes the request and never answers. */
    public record Hangs() implements Reply {}

    /** Takes the request and closes the connection. */
    public record Breaks() implements Reply {}

    /** Answers requests. */
    @FunctionalInterface
    public interface Script {
        Reply answer(Request request) throws Exception;
    }

    public Recorder() {
        try {
            var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server = HttpServer.create(any, 2_000);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /** From now on answers like this. */
    public Recorder answering(Script next) {
        script = next;
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Request> requests() {
        return requests;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new TreeMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) ->
                            headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            var request =
                    new Request(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            headers,
                            exchange.getRequestBody().readAllBytes());
            requests.add(request);
            reply(exchange, script.answer(request));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private void reply(HttpExchange exchange, Reply reply)
            throws IOException, InterruptedException {
        switch (reply) {
            case Says(int status, Map<String, String> headers, byte[] body) -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
            case Hangs _ -> closed.await();
            case Breaks _ -> {}
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
