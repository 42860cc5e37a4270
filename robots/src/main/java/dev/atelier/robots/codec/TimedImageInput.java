package dev.atelier.robots.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

import javax.imageio.stream.ImageInputStreamImpl;

/** A buffered image stream that fails once a deadline has passed, so that no decoder runs on. */
final class TimedImageInput extends ImageInputStreamImpl {
    private static final int WINDOW = 16_384;

    private final SeekableByteChannel channel;
    private final Deadline deadline;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
    private long windowStart;

    TimedImageInput(SeekableByteChannel channel, Deadline deadline) {
        this.channel = channel;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        bitOffset = 0;
        if (!ready()) {
            return -1;
        }
        return window.get((int) (streamPos++ - windowStart)) & 0xFF;
    }

    /** Reads all that is asked for unless the end comes first: readInt and its kin rely on it. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        checkClosed();
        bitOffset = 0;
        int done = 0;
        while (done < length && ready()) {
            int from = (int) (streamPos - windowStart);
            int n = Math.min(length - done, window.limit() - from);
            window.get(from, target, offset + done, n);
            streamPos += n;
            done += n;
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    /** Makes sure that the window holds the current position; false at the end. */
    private boolean ready() throws IOException {
        if (streamPos >= windowStart && streamPos < windowStart + window.limit()) {
            return true;
        }
        deadline.check();
        window.clear();
        channel.position(streamPos);
        while (window.hasRemaining() && channel.read(window) > 0) {}
        window.flip();
        windowStart = streamPos;
        return window.limit() > 0;
    }

    @Override
    public long length() {
        try {
            return channel.size();
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        channel.close();
    }
}
