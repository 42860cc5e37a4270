package dev.atelier.core.upload;

import dev.atelier.core.upload.UploadException.Reason;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one request at a time work on an upload. A newer one asks the older to stop and waits: a
 * client that comes back after its connection died must not wait until the server notices that.
 */
final class UploadLocks {
    private static final long SLICE_MILLIS = 50;

    private final Duration wait;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private static final class Entry {
        private final Semaphore free = new Semaphore(1, true);
        private volatile @Nullable Hold holder;
        private int users;
    }

    /** An upload is one's own until this is closed. */
    final class Hold implements AutoCloseable {
        private final String id;
        private final Entry entry;
        private final Runnable stop;
        private volatile boolean stopped;

        private Hold(String id, Entry entry, Runnable stop) {
            this.id = id;
            this.entry = entry;
            this.stop = stop;
        }

        private void stop() {
            stopped = true;
            stop.run();
        }

        /** Whether a newer request has asked for the upload. */
        boolean stopped() {
            return stopped;
        }

        @Override
        public void close() {
            entry.holder = null;
            entry.free.release();
            leave(id);
        }
    }

    /**
     * @param wait how long the older request has to stop
     */
    UploadLocks(Duration wait) {
        this.wait = wait;
    }

    /**
     * Takes the upload over.
     *
     * @param stop called when a newer request wants it
     * @throws UploadException {@code LOCKED} when it cannot be had in time
     */
    Hold take(String id, Runnable stop) throws InterruptedException {
        Entry entry = enter(id);
        boolean taken = false;
        try {
            taken = wait(entry);
        } finally {
            if (!taken) {
                leave(id);
            }
        }
        if (!taken) {
            throw locked();
        }
        return hold(id, entry, stop);
    }

    /** Asks again now and then, since somebody else who waits may be the next to have it. */
    private boolean wait(Entry entry) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        boolean taken = entry.free.tryAcquire();
        while (!taken && System.nanoTime() < deadline) {
            Hold older = entry.holder;
            if (older != null) {
                older.stop();
            }
            taken = entry.free.tryAcquire(SLICE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return taken;
    }

    private Hold hold(String id, Entry entry, Runnable stop) {
        var hold = new Hold(id, entry, stop);
        entry.holder = hold;
        return hold;
    }

    /** Takes the upload if nobody has it. */
    Optional<Hold> tryTake(String id) {
        Entry entry = enter(id);
        if (!entry.free.tryAcquire()) {
            leave(id);
            return Optional.empty();
        }
        return Optional.of(hold(id, entry, () -> {}));
    }

    static UploadException locked() {
        return new UploadException(
                Reason.LOCKED, "Another request works on this upload; try again in a moment.");
    }

    @SuppressWarnings("NullAway")
    private Entry enter(String id) {
        return entries.compute(
                id,
                (key, known) -> {
                    Entry entry = known == null ? new Entry() : known;
                    entry.users++;
                    return entry;
                });
    }

    @SuppressWarnings("NullAway")
    private void leave(String id) {
        entries.computeIfPresent(id, (key, entry) -> --entry.users == 0 ? null : entry);
    }
}
