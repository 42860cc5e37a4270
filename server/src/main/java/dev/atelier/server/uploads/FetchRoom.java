package dev.atelier.server.uploads;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds how many files are fetched at a time. Servers that answer slowly can be anybody's, so one
 * account gets no more than half of the room, and nobody waits for it long.
 */
final class FetchRoom {
    private static final int MOST_WAITING = 1000;

    private final int most;
    private final int share;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Map<String, Integer> byAccount = new HashMap<>();
    private final Map<String, Integer> byAssembly = new HashMap<>();
    private int fetching;
    private int waiting;

    /**
     * Who wants a file.
     *
     * @param missing how many files the Assembly still expects; more at a time would be for nothing
     */
    record Guest(String account, String assembly, int missing) {}

    FetchRoom(int most, Duration patience) {
        this.most = most;
        this.share = Math.max(1, most / 2);
        this.patience = patience;
    }

    /**
     * Takes a place, to be given back by {@link #leave}.
     *
     * @throws AssemblyException {@code CANNOT_ACCEPT_NEW_ASSEMBLIES} when none came free
     */
    void enter(Guest guest) throws InterruptedException {
        lock.lock();
        try {
            if (count(byAssembly, guest.assembly()) >= guest.missing()) {
                throw busy("Every file the Assembly still expects is being fetched");
            }
            add(byAssembly, guest.assembly(), 1);
            boolean entered = false;
            try {
                await(guest.account());
                entered = true;
            } finally {
                if (!entered) {
                    add(byAssembly, guest.assembly(), -1);
                }
            }
            add(byAccount, guest.account(), 1);
            fetching++;
        } finally {
            lock.unlock();
        }
    }

    void leave(Guest guest) {
        lock.lock();
        try {
            add(byAssembly, guest.assembly(), -1);
            add(byAccount, guest.account(), -1);
            fetching--;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await(String account) throws InterruptedException {
        long nanos = patience.toNanos();
        while (fetching >= most || count(byAccount, account) >= share) {
            if (nanos <= 0 || waiting >= MOST_WAITING) {
                throw busy("As many files as allowed are being fetched");
            }
            waiting++;
            try {
                nanos = left.awaitNanos(nanos);
            } finally {
                waiting--;
            }
        }
    }

    private static int count(Map<String, Integer> counts, String name) {
        return counts.getOrDefault(name, 0);
    }

    private static void add(Map<String, Integer> counts, String name, int more) {
        int now = count(counts, name) + more;
        if (now == 0) {
            counts.remove(name);
        } else {
            counts.put(name, now);
        }
    }

    private static AssemblyException busy(String why) {
        return new AssemblyException(
                ErrorCode.CANNOT_ACCEPT_NEW_ASSEMBLIES, why + "; try again later.");
    }
}
