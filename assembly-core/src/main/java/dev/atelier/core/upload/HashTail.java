package dev.atelier.core.upload;

import dev.atelier.core.port.FileStore.FileRef;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hashes a staged file from its first byte on, behind whoever writes it: the bytes are read again,
 * from the cache of the system as a rule. While the file grows that goes on as often as its writer
 * has time; what is then left is hashed when all bytes are there.
 */
final class HashTail {
    private static final int STEP = 64 * 1024;

    /** So many steps, 1 MiB, then others get their turn. */
    private static final int TURN = 16;

    /** Threads of the machine, since hashing never waits; as many as can work at a time. */
    private static final ExecutorService THREADS =
            Executors.newFixedThreadPool(
                    Runtime.getRuntime().availableProcessors(),
                    Thread.ofPlatform().daemon().name("hash-", 0).factory());

    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Hashes hashes = new Hashes();
    private long kept;
    private long done;
    private boolean running;
    private boolean whole;
    private boolean dropped;
    private @Nullable IOException failure;

    HashTail(Path file) {
        this.file = file;
    }

    /** Says that the file has all bytes up to this offset and that they will stay. */
    void keep(long end) {
        lock.lock();
        try {
            kept = Math.max(kept, end);
        } finally {
            lock.unlock();
        }
    }

    /** Hashes some of the bytes that are there. */
    void advance() {
        lock.lock();
        try {
            start();
        } finally {
            lock.unlock();
        }
    }

    /** Says that the file ends here, and hashes what is left of it. */
    void complete(long end) {
        lock.lock();
        try {
            keep(end);
            whole = true;
            start();
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        if (!running && !dropped && failure == null && done < kept) {
            running = true;
            THREADS.execute(this::turn);
        }
    }

    /** How many of the bytes have not been hashed. */
    long behind() {
        lock.lock();
        try {
            return kept - done;
        } finally {
            lock.unlock();
        }
    }

    /** The hashes are of no use any more: the file has become shorter, or is unwanted. */
    void drop() {
        lock.lock();
        try {
            dropped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean usable() {
        lock.lock();
        try {
            return !dropped && failure == null;
        } finally {
            lock.unlock();
        }
    }

    /** The hashes, once it has caught up. Asked once. */
    FileRef await() throws IOException {
        lock.lock();
        try {
            caughtUp();
            if (dropped) {
                throw new IOException("the upload is gone");
            }
            return hashes.ref();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all bytes that are there are hashed, or are unwanted.
     *
     * @throws IOException when the file could not be read
     */
    void caughtUp() throws IOException {
        lock.lock();
        try {
            try {
                while (done < kept && failure == null && !dropped) {
                    changed.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while hashing an upload");
            }
            if (failure != null) {
                throw new IOException("an upload could not be hashed", failure);
            }
        } finally {
            lock.unlock();
        }
    }

    private void turn() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] buffer = new byte[STEP];
            for (int i = 0; i < TURN && step(channel, buffer); i++) {
                // one step after another
            }
            pause(null);
        } catch (IOException e) {
            pause(e);
        } catch (RuntimeException e) {
            pause(new IOException(e));
        }
    }

    private boolean step(FileChannel channel, byte[] buffer) throws IOException {
        int wanted = (int) Math.min(buffer.length, left());
        if (wanted == 0) {
            return false;
        }
        int count = channel.read(ByteBuffer.wrap(buffer, 0, wanted), hashes.position());
        if (count < 0) {
            throw new EOFException(file.getFileName() + " has become shorter");
        }
        hashes.update(buffer, count);
        moved();
        return true;
    }

    private long left() {
        lock.lock();
        try {
            return dropped ? 0 : kept - done;
        } finally {
            lock.unlock();
        }
    }

    private void moved() {
        lock.lock();
        try {
            done = hashes.position();
        } finally {
            lock.unlock();
        }
    }

    private void pause(@Nullable IOException broken) {
        lock.lock();
        try {
            running = false;
            failure = broken;
            if (whole) {
                start();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
