package dev.atelier.server.auth;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The keys as they stand, at hand without asking the database. Another process may add or revoke
 * some at any time: all are read again each second, and at once when a request names an unknown
 * one.
 */
public final class KeyRing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final long INTERVAL_SECONDS = 1;

    private final AuthKeys stored;
    private final SecretBox box;
    private final @Nullable ConfiguredKey configured;
    private final ScheduledExecutorService timer;
    private volatile List<AuthKey> known;
    private volatile long lookedAgain = System.nanoTime() - LOOK_AGAIN.toNanos();
    private volatile boolean failing;

    /**
     * Reads the keys for the first time.
     *
     * @param configured the key of the configuration, null for none
     */
    public KeyRing(AuthKeys stored, SecretBox box, @Nullable ConfiguredKey configured) {
        this.stored = stored;
        this.box = box;
        this.configured = configured;
        this.known = stored.all();
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("keys").factory());
        var _ =
                timer.scheduleWithFixedDelay(
                        this::refresh, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    /** Reads the keys again, for changes of this process to count at once. */
    public void refresh() {
        try {
            known = stored.all();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing && !timer.isShutdown()) {
                LOG.warn("keys cannot be read; those known before stay in force", e);
            }
            failing = true;
        }
    }

    /** No key exists, not even a revoked one. Never blocks. */
    public boolean isEmpty() {
        return configured == null && known.isEmpty();
    }

    /** The key with this public half, if it is good. */
    public Optional<AuthKey> find(String key) {
        if (configured != null && configured.about().key().equals(key)) {
            return Optional.of(configured.about());
        }
        Optional<AuthKey> here = among(known, key);
        long now = System.nanoTime();
        if (here.isEmpty() && now - lookedAgain > LOOK_AGAIN.toNanos()) {
            lookedAgain = now;
            refresh();
            here = among(known, key);
        }
        return here.filter(AuthKey::active);
    }

    private static Optional<AuthKey> among(List<AuthKey> keys, String key) {
        return keys.stream().filter(one -> one.key().equals(key)).findFirst();
    }

    /** The key with this id, if it is good. */
    public Optional<AuthKey> byId(String id) {
        if (configured != null && configured.about().id().equals(id)) {
            return Optional.of(configured.about());
        }
        return known.stream().filter(one -> one.id().equals(id) && one.active()).findFirst();
    }

    /** The secret half. */
    public String secret(AuthKey key) {
        if (configured != null && configured.about().id().equals(key.id())) {
            return configured.secret();
        }
        return box.open(key.sealedSecret(), AuthKey.context(key.id()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
