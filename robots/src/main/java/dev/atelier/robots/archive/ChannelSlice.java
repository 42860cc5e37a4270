package dev.atelier.robots.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of a file as a stream; closing it leaves the file open. */
final class ChannelSlice extends InputStream {
    private final FileChannel file;
    private final long end;
    private long at;

    ChannelSlice(FileChannel file, long from, long length) {
        this.file = file;
        this.at = from;
        this.end = from + length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
        if (at >= end) {
            return -1;
        }
        int wanted = (int) Math.min(count, end - at);
        int read = file.read(ByteBuffer.wrap(to, from, wanted), at);
        at += Math.max(read, 0);
        return read;
    }
}
