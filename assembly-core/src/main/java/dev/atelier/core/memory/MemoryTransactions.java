package dev.atelier.core.memory;

import dev.atelier.core.port.Transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One transaction at a time: a lock, and what to undo when the work throws. */
public final class MemoryTransactions implements Transactions {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> undo = new ArrayList<>();
    private final List<Runnable> after = new ArrayList<>();

    @Override
    public <T> T call(Supplier<T> work) {
        if (lock.isHeldByCurrentThread()) {
            return work.get();
        }
        T result;
        List<Runnable> committed;
        lock.lock();
        try {
            result = undoneOnFailure(work);
            committed = List.copyOf(after);
        } finally {
            undo.clear();
            after.clear();
            lock.unlock();
        }
        committed.forEach(Runnable::run);
        return result;
    }

    private <T> T undoneOnFailure(Supplier<T> work) {
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            if (!done) {
                undo.reversed().forEach(Runnable::run);
            }
        }
    }

    @Override
    public void afterCommit(Runnable action) {
        if (lock.isHeldByCurrentThread()) {
            after.add(action);
        } else {
            action.run();
        }
    }

    /** Remembers how to take back a write of the running transaction. */
    void onUndo(Runnable action) {
        undo.add(action);
    }
}
