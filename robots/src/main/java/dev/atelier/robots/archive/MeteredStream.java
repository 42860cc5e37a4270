package dev.atelier.robots.archive;

import java.io.IOException;
import java.io.InputStream;

/** Bytes a decoder gives out, counted; what it throws over bad bytes becomes our error. */
final class MeteredStream extends InputStream {
    private final InputStream in;
    private final Meter meter;
    private long budget = Long.MAX_VALUE;

    MeteredStream(InputStream in, Meter meter) {
        this.in = in;
        this.meter = meter;
    }

    /** How much may be read from now on; a library may hold all of it. */
    void budget(long bytes) {
        budget = bytes;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int count) {
        int read = BadArchive.guarded(() -> in.read(to, from, count));
        if (read > 0) {
            meter.bytes(read);
            budget -= read;
        }
        if (budget < 0) {
            throw BadArchive.because("A header in the archive is too large.");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
