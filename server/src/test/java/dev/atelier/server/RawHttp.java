package dev.atelier.server;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly the bytes it is told to. */
final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int LOOK_MILLIS = 50;

    private final Socket socket;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    RawHttp send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    RawHttp send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    RawHttp endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** What the server sends up to the end of the first line. */
    String statusLine() throws IOException {
        var line = new StringBuilder();
        for (int c = socket.getInputStream().read(); c >= 0 && c != '\n'; ) {
            line.append((char) c);
            c = socket.getInputStream().read();
        }
        return line.toString();
    }

    /** Sends and waits a moment; gives what the server said when it closed, null before. */
    @Nullable String sendAndLook(String text) throws IOException {
        socket.setSoTimeout(LOOK_MILLIS);
        try {
            send(text);
            for (int c = socket.getInputStream().read(); c >= 0; ) {
                heard.write(c);
                c = socket.getInputStream().read();
            }
            return heard.toString(StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            return null;
        } catch (SocketException e) {
            return heard.toString(StandardCharsets.UTF_8);
        }
    }

    /** All the server sends until it closes. */
    String answer() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    static String head(String method, String path, String more) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + more + "\r\n";
    }
}
