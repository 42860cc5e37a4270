package dev.atelier.robots.outbound;

import dev.atelier.robots.outbound.OutboundException.Kind;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives that many bytes and fails at the next one. */
final class CountedStream extends FilterInputStream {
    private long left;

    CountedStream(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int got = super.read(into, offset, length);
        count(Math.max(got, 0));
        return got;
    }

    private void count(int bytes) throws OutboundException {
        left -= bytes;
        if (left < 0) {
            throw new OutboundException(Kind.TOO_LARGE, "an answer to be parsed");
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
