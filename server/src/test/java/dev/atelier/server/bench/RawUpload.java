package dev.atelier.server.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One kept connection that sends requests at the least cost a client can have. */
public final class RawUpload implements AutoCloseable {
    private static final int WRITE = 256 * 1024;

    private final Socket socket;

    public RawUpload(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
    }

    public void request(String line, long length, String headers) throws IOException {
        String head =
                line
                        + " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + socket.getPort()
                        + "\r\nContent-Length: "
                        + length
                        + "\r\n"
                        + headers
                        + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    public void write(byte[] bytes, int length) throws IOException {
        for (int at = 0; at < length; at += WRITE) {
            socket.getOutputStream().write(bytes, at, Math.min(WRITE, length - at));
        }
    }

    /** Reads an answer, whose body must be said to have a length; gives the body. */
    public String expect(String status) throws IOException {
        InputStream in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("closed after: " + head);
            }
            head.append((char) one);
        }
        if (!head.toString().startsWith("HTTP/1.1 " + status)) {
            throw new IOException(head.toString());
        }
        var length = java.util.regex.Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
