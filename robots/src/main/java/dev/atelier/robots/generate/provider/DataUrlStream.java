package dev.atelier.robots.generate.provider;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON in which every string that is a data URL is turned, on the way, into an object whose one
 * member {@link #MEMBER} holds the base64 alone, which a parser can take in piece by piece.
 */
final class DataUrlStream extends InputStream {
    static final String MEMBER = "base64 of a data URL";

    private static final Pattern PREFIX =
            Pattern.compile("data:[^,\"\\\\]{0,100};base64,", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_PREFIX = 128;
    private static final byte[] OPENING =
            ("{\"" + MEMBER + "\":\"").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSING = {'}'};

    private final InputStream in;
    private byte[] pending = {};
    private int at;
    private State state = State.OUTSIDE;
    private boolean escaped;

    /** Where in the JSON the next byte is. */
    private enum State {
        OUTSIDE,
        IN_STRING,
        IN_DATA
    }

    DataUrlStream(InputStream json) {
        this.in = new BufferedInputStream(json);
    }

    @Override
    public int read() throws IOException {
        if (at < pending.length) {
            return pending[at++];
        }
        int next = in.read();
        if (state != State.OUTSIDE) {
            inside(next);
            return next;
        }
        if (next != '"') {
            return next;
        }
        if (skipPrefix()) {
            state = State.IN_DATA;
            hold(OPENING);
            return read();
        }
        state = State.IN_STRING;
        return next;
    }

    private void inside(int next) {
        if (escaped) {
            escaped = false;
        } else if (next == '\\') {
            escaped = true;
        } else if (next == '"') {
            if (state == State.IN_DATA) {
                hold(CLOSING);
            }
            state = State.OUTSIDE;
        }
    }

    private void hold(byte[] bytes) {
        pending = bytes;
        at = 0;
    }

    private boolean skipPrefix() throws IOException {
        in.mark(LONGEST_PREFIX);
        int first = in.read();
        if (first == 'd' || first == 'D') {
            in.reset();
            String start = new String(in.readNBytes(LONGEST_PREFIX), StandardCharsets.ISO_8859_1);
            Matcher prefix = PREFIX.matcher(start);
            if (prefix.lookingAt()) {
                in.reset();
                in.skipNBytes(prefix.end());
                return true;
            }
        }
        in.reset();
        return false;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int next = read();
            if (next < 0) {
                break;
            }
            into[offset + count++] = (byte) next;
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
