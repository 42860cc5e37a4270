package dev.atelier.robots.outbound;

import dev.atelier.robots.outbound.OutboundException.Kind;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Moves a body to where it is wanted and counts what comes out of its encoding. */
final class BodyPump {
    private static final int CHUNK = 8192;

    private BodyPump() {}

    static void move(InputStream raw, String encoding, OutboundRequest limits, OutputStream to)
            throws IOException {
        InputStream body = decoded(raw, encoding.toLowerCase(Locale.ROOT).strip());
        byte[] chunk = new byte[CHUNK];
        long left = limits.maxBytes();
        while (true) {
            int wanted = (int) Math.min(CHUNK, left + 1);
            int read = body.read(chunk, 0, wanted);
            if (read < 0) {
                return;
            }
            to.write(chunk, 0, (int) Math.min(read, left));
            left -= read;
            if (left < 0) {
                if (limits.cut()) {
                    return;
                }
                throw new OutboundException(Kind.TOO_LARGE, "more than " + limits.maxBytes());
            }
        }
    }

    /** Asked for none, some servers encode all the same. */
    private static InputStream decoded(InputStream raw, String encoding) throws IOException {
        return switch (encoding) {
            case "", "identity" -> raw;
            case "gzip", "x-gzip" -> new GZIPInputStream(raw);
            case "deflate" -> new InflaterInputStream(raw);
            default -> throw new OutboundException(Kind.BROKEN, "encoding " + encoding);
        };
    }
}
