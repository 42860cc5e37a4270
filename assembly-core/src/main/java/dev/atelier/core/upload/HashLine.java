package dev.atelier.core.upload;

import dev.atelier.core.port.FileStore.FileRef;

import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes bytes as they pass, SHA-256 and MD5 each on a thread of its own, a few buffers behind, so
 * that hashing, the network and the disk go on side by side. For one thread that fills the buffers.
 */
public final class HashLine {
    /** What is hashed at once, since handing it over would cost more. */
    private static final int SMALL = 32 * 1024;

    private static final int DEPTH = 8;

    /** Threads of the machine, since hashing does not wait for anything but bytes. */
    private static final ExecutorService THREADS =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("hash-form-", 0).factory());

    private final MessageDigest sha256 = Hashes.digest("SHA-256");
    private final MessageDigest md5 = Hashes.digest("MD5");
    private final Lane sha256Lane = new Lane(sha256);
    private final Lane md5Lane = new Lane(md5);
    private final BlockingQueue<Filled> free = new ArrayBlockingQueue<>(DEPTH);
    private final int capacity;
    private int made;
    private long size;

    /** A buffer, and how much of it there is to hash. */
    public final class Filled {
        private final byte[] bytes = new byte[capacity];
        private final AtomicInteger readers = new AtomicInteger();
        private int count;

        private Filled() {}

        @SuppressWarnings("EI_EXPOSE_REP")
        public byte[] bytes() {
            return bytes;
        }

        private void done() {
            if (readers.decrementAndGet() == 0) {
                free.add(this);
            }
        }
    }

    /** One digest, which takes buffers in their order. */
    private static final class Lane implements Runnable {
        private final MessageDigest digest;
        private final Queue<Filled> waiting = new ConcurrentLinkedQueue<>();
        private final AtomicInteger pending = new AtomicInteger();

        private Lane(MessageDigest digest) {
            this.digest = digest;
        }

        private void add(Filled filled) {
            waiting.add(filled);
            if (pending.getAndIncrement() == 0) {
                THREADS.execute(this);
            }
        }

        @Override
        public void run() {
            do {
                Filled next = waiting.remove();
                digest.update(next.bytes, 0, next.count);
                next.done();
            } while (pending.decrementAndGet() > 0);
        }
    }

    /**
     * @param capacity of each buffer
     */
    public HashLine(int capacity) {
        this.capacity = capacity;
    }

    /** A buffer to fill; a new one as long as there are few. */
    public Filled take() throws InterruptedIOException {
        Filled ready = free.poll();
        if (ready != null) {
            return ready;
        }
        if (made < DEPTH) {
            made++;
            return new Filled();
        }
        return await();
    }

    private Filled await() throws InterruptedIOException {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while hashing a file");
        }
    }

    /** Gives a buffer back, to be hashed first. */
    public void pass(Filled filled, int count) {
        size += count;
        if (count <= SMALL && free.size() == made - 1) {
            sha256.update(filled.bytes, 0, count);
            md5.update(filled.bytes, 0, count);
            free.add(filled);
            return;
        }
        filled.count = count;
        filled.readers.set(2);
        sha256Lane.add(filled);
        md5Lane.add(filled);
    }

    /** Waits until all has been hashed. Asked once, when every buffer taken has been passed. */
    public FileRef ref() throws InterruptedIOException {
        for (int i = 0; i < made; i++) {
            var _ = await();
        }
        return Hashes.ref(sha256, md5, size);
    }
}
