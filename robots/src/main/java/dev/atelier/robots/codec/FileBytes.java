package dev.atelier.robots.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a file through one small window, so that only what is looked at gets read. */
final class FileBytes implements Bytes, AutoCloseable {
    private static final int WINDOW = 8192;

    private final FileChannel channel;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
    private long windowStart;

    FileBytes(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        size = channel.size();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int u8(long at) throws PictureException {
        if (at < windowStart || at >= windowStart + window.limit()) {
            load(at);
        }
        return window.get((int) (at - windowStart)) & 0xFF;
    }

    @Override
    public byte[] take(long at, int length) throws PictureException {
        if (length <= WINDOW || at < 0 || at + length > size) {
            return Bytes.super.take(at, length);
        }
        var all = ByteBuffer.allocate(length);
        try {
            while (all.hasRemaining() && channel.read(all, at + all.position()) > 0) {}
        } catch (IOException e) {
            throw new PictureException("The picture could not be read.", e);
        }
        if (all.hasRemaining()) {
            throw Bytes.endsEarly();
        }
        return all.array();
    }

    private void load(long at) throws PictureException {
        if (at < 0 || at >= size) {
            throw Bytes.endsEarly();
        }
        try {
            window.clear();
            while (window.hasRemaining() && channel.read(window, at + window.position()) > 0) {}
            window.flip();
            windowStart = at;
        } catch (IOException e) {
            window.limit(0);
            throw new PictureException("The picture could not be read.", e);
        }
        if (window.limit() == 0) {
            throw Bytes.endsEarly();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
