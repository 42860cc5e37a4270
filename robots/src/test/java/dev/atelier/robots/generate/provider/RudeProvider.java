package dev.atelier.robots.generate.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** A provider that breaks the rules of HTTP, or of decency, with every request. */
final class RudeProvider implements AutoCloseable {
    static final long TEN_GIGABYTES = 10_000_000_000L;

    private static final int CHUNK = 65_536;
    private static final Pattern SPACE = Pattern.compile(" ");

    private final ServerSocket server;
    private final Manner manner;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Recorder.Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();

    /** What it does. */
    enum Manner {
        RESETS_AT_ONCE,
        RESETS_AFTER_THE_REQUEST,
        SAYS_A_BYTE_AT_A_TIME,
        STOPS_IN_THE_BODY,
        CLOSES_IN_THE_BODY,
        ANNOUNCES_TEN_GIGABYTES,
        SENDS_WITHOUT_END
    }

    RudeProvider(Manner manner) throws IOException {
        this.manner = manner;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Those that came whole. */
    List<Recorder.Request> requests() {
        return requests;
    }

    /** Bytes of bodies that went out. */
    long sent() {
        return sent.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (manner == Manner.RESETS_AT_ONCE) {
                socket.setSoLinger(true, 0);
                return;
            }
            requests.add(read(socket.getInputStream()));
            answer(socket);
        } catch (IOException e) {
            // the client has had enough
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Recorder.Request read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("no whole request");
            }
            head.write(one);
        }
        List<String> lines = head.toString(StandardCharsets.ISO_8859_1).lines().toList();
        var headers = new HashMap<String, String>();
        lines.stream()
                .skip(1)
                .filter(line -> line.contains(":"))
                .forEach(line ->
                        headers.put(
                                line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                                line.substring(line.indexOf(':') + 1).strip()));
        List<String> words = SPACE.splitAsStream(lines.getFirst()).toList();
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Recorder.Request(
                words.get(0), words.get(1), Map.copyOf(headers), in.readNBytes(length));
    }

    private void answer(Socket socket) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        switch (manner) {
            case RESETS_AT_ONCE, RESETS_AFTER_THE_REQUEST -> socket.setSoLinger(true, 0);
            case SAYS_A_BYTE_AT_A_TIME -> {
                head(out, "Content-Length: 1000000");
                while (!closed.await(20, TimeUnit.MILLISECONDS)) {
                    say(out, new byte[] {' '});
                }
            }
            case STOPS_IN_THE_BODY -> {
                head(out, "Content-Length: 1000000");
                say(out, "{\"data\": [".getBytes(StandardCharsets.US_ASCII));
                closed.await();
            }
            case CLOSES_IN_THE_BODY -> {
                head(out, "Content-Length: 1000000");
                say(out, "{\"data\": [".getBytes(StandardCharsets.US_ASCII));
            }
            case ANNOUNCES_TEN_GIGABYTES -> {
                head(out, "Content-Length: " + TEN_GIGABYTES);
                flood(out);
            }
            case SENDS_WITHOUT_END -> {
                head(out, "Connection: close");
                flood(out);
            }
        }
    }

    private static void head(OutputStream out, String length) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void flood(OutputStream out) throws IOException {
        byte[] chunk = " ".repeat(CHUNK).getBytes(StandardCharsets.US_ASCII);
        while (sent.get() < TEN_GIGABYTES) {
            say(out, chunk);
        }
    }

    @SuppressWarnings("ArrayParameter") // only read
    private void say(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        sent.addAndGet(bytes.length);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
