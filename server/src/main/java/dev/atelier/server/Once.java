package dev.atelier.server;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Something that takes time to find, found when it is first needed and then kept. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> search;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable T found;

    Once(Supplier<T> search) {
        this.search = search;
    }

    @Override
    public T get() {
        lock.lock();
        try {
            T kept = found == null ? search.get() : found;
            found = kept;
            return kept;
        } finally {
            lock.unlock();
        }
    }
}
