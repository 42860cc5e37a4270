package dev.atelier.robots.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A tus 1.0.0 server in memory that can be told to misbehave. */
final class TusStand implements AutoCloseable {
    /** What to do with a PATCH instead of taking it. */
    enum Fault {
        TAKE_HALF_AND_HANG_UP,
        TAKE_ALL_AND_HANG_UP,
        BUSY,
        LOCKED
    }

    /** One upload. */
    static final class Upload {
        final long length;
        final String metadata;
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Upload(long length, String metadata) {
            this.length = length;
            this.metadata = metadata;
        }
    }

    final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    final BlockingQueue<Fault> faults = new LinkedBlockingQueue<>();
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    final List<Map<String, List<String>>> headers = Collections.synchronizedList(new ArrayList<>());
    volatile String location = "/files/%s";
    volatile int refuse;
    private final HttpServer server;

    TusStand() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/files/", this::handle);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + port() + "/files/";
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod());
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
        try (exchange) {
            if (!"1.0.0".equals(exchange.getRequestHeaders().getFirst("Tus-Resumable"))) {
                exchange.sendResponseHeaders(412, -1);
            } else if (refuse > 0) {
                exchange.sendResponseHeaders(refuse, -1);
            } else if (exchange.getRequestMethod().equals("POST")) {
                create(exchange);
            } else {
                String path = exchange.getRequestURI().getPath();
                Upload upload = uploads.get(path.substring(path.lastIndexOf('/') + 1));
                if (upload == null) {
                    exchange.sendResponseHeaders(404, -1);
                } else if (exchange.getRequestMethod().equals("HEAD")) {
                    told(exchange, upload, 200);
                } else {
                    patch(exchange, upload);
                }
            }
        }
    }

    private void create(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestHeaders();
        String metadata = asked.getFirst("Upload-Metadata");
        String id = Integer.toString(uploads.size() + 1);
        uploads.put(
                id,
                new Upload(
                        Long.parseLong(asked.getFirst("Upload-Length")),
                        metadata == null ? "" : metadata));
        exchange.getResponseHeaders().set("Location", location.formatted(id));
        exchange.sendResponseHeaders(201, -1);
    }

    private void patch(HttpExchange exchange, Upload upload) throws IOException {
        Fault fault = faults.poll();
        if (fault == Fault.BUSY || fault == Fault.LOCKED) {
            exchange.sendResponseHeaders(fault == Fault.BUSY ? 503 : 423, -1);
            return;
        }
        long offset = Long.parseLong(exchange.getRequestHeaders().getFirst("Upload-Offset"));
        if (offset != upload.bytes.size()) {
            exchange.sendResponseHeaders(409, -1);
            return;
        }
        InputStream body = exchange.getRequestBody();
        if (fault == null) {
            body.transferTo(upload.bytes);
            told(exchange, upload, 204);
            return;
        }
        byte[] all = body.readAllBytes();
        upload.bytes.write(
                all, 0, fault == Fault.TAKE_ALL_AND_HANG_UP ? all.length : all.length / 2);
    }

    private static void told(HttpExchange exchange, Upload upload, int status) throws IOException {
        exchange.getResponseHeaders().set("Upload-Offset", Integer.toString(upload.bytes.size()));
        exchange.getResponseHeaders().set("Upload-Length", Long.toString(upload.length));
        exchange.sendResponseHeaders(status, -1);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
