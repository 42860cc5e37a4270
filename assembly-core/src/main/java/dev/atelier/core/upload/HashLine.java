package dev.atelier.core.upload;

import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Hashes on a thread of its own, a few buffers behind the bytes, so that hashing, the network and
 * the disk go on side by side. Closing waits until it has caught up.
 */
final class HashLine implements AutoCloseable {
    private static final int DEPTH = 4;

    private final Hashes hashes;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(DEPTH);
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("hash").factory());

    private final int size;
    private final boolean wanted;
    private int made;

    /**
     * @param size of each buffer
     * @param wanted false to give the buffers back unhashed
     */
    HashLine(Hashes hashes, int size, boolean wanted) {
        this.hashes = hashes;
        this.size = size;
        this.wanted = wanted;
    }

    /** A buffer to fill; a new one as long as there are few. */
    byte[] take() throws InterruptedIOException {
        byte[] ready = free.poll();
        if (ready != null) {
            return ready;
        }
        if (made < DEPTH) {
            made++;
            return new byte[size];
        }
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while hashing an upload");
        }
    }

    /** Gives a buffer back, to be hashed first. */
    void pass(byte[] buffer, int count) {
        if (!wanted || count == 0) {
            free.add(buffer);
            return;
        }
        thread.execute(() -> {
            hashes.update(buffer, count);
            free.add(buffer);
        });
    }

    @Override
    public void close() {
        thread.close();
    }
}
