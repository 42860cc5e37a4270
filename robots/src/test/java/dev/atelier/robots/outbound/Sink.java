package dev.atelier.robots.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A server of the test: notes the head of each request and answers as the test says. */
final class Sink implements AutoCloseable {
    final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
    private final ServerSocket socket;

    /** Writes an answer; the connection closes when it returns. */
    @FunctionalInterface
    interface Reply {
        void write(String head, OutputStream out) throws Exception;
    }

    Sink(Reply reply) throws IOException {
        this("127.0.0.1", reply);
    }

    Sink(String address, Reply reply) throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getByName(address));
        Thread.ofVirtual().start(() -> accept(reply));
    }

    static Sink saying(String text) throws IOException {
        return new Sink((_, out) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    static Sink redirecting(int status, String to) throws IOException {
        return saying(
                "HTTP/1.1 " + status + " Go\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n");
    }

    private void accept(Reply reply) {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client, reply));
            }
        } catch (IOException e) {
            heads.add("closed");
        }
    }

    private void serve(Socket client, Reply reply) {
        try (client) {
            String head = head(client.getInputStream());
            heads.add(head);
            reply.write(head, client.getOutputStream());
        } catch (Exception e) {
            heads.add("cut off: " + e);
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }

    int port() {
        return socket.getLocalPort();
    }

    String url(String host) {
        return "http://" + host + ":" + port() + "/";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
