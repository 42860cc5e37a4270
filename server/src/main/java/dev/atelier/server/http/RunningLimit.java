package dev.atelier.server.http;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.AssemblyStore;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many Assemblies of one account may be under way at once. They are counted anew each second;
 * in between every create of this process counts as one more.
 */
public final class RunningLimit {
    private static final int KEPT = 20_000;
    private static final long FRESH = Duration.ofSeconds(1).toNanos();
    private static final int RETRY_SECONDS = 2;

    private final int most;
    private final AssemblyStore store;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true);

    private record Count(int running, long at) {}

    /**
     * @param most 0 for no limit
     * @param nanos a clock that only goes forward
     */
    public RunningLimit(int most, AssemblyStore store, LongSupplier nanos) {
        this.most = most;
        this.store = store;
        this.nanos = nanos;
    }

    /**
     * Counts one more.
     *
     * @param keyId null on a server without keys
     * @throws AssemblyException when there are as many as may be
     */
    public void create(@Nullable String keyId, String account) {
        if (keyId == null || most == 0) {
            return;
        }
        lock.lock();
        try {
            Count now = count(account);
            if (now.running >= most) {
                throw RetryLater.in(
                        RETRY_SECONDS,
                        ErrorCode.RATE_LIMIT_REACHED,
                        "%d Assemblies of this account are under way, as many as may be at once; try again when some have ended."
                                .formatted(now.running));
            }
            counts.put(account, new Count(now.running + 1, now.at));
            if (counts.size() > KEPT) {
                counts.remove(counts.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    private Count count(String account) {
        Count known = counts.get(account);
        long now = nanos.getAsLong();
        if (known != null && now - known.at < FRESH) {
            return known;
        }
        var counted = new Count(store.open(account, most), now);
        counts.put(account, counted);
        return counted;
    }
}
