package dev.atelier.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** The bytes of one part of a form, as a stream. */
final class PartStream extends InputStream {
    private final MultipartReader part;
    private final LongConsumer limit;
    private long size;

    /**
     * @param limit told the size so far, throws when it is too large
     */
    PartStream(MultipartReader part, LongConsumer limit) {
        this.part = part;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = part.read(target, offset, length);
        if (count > 0) {
            size += count;
            limit.accept(size);
        }
        return count;
    }
}
