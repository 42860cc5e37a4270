package dev.atelier.core.memory;

import dev.atelier.core.port.NotificationQueue;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps notifications in a map; everything is gone when the process ends. */
public final class MemoryNotificationQueue implements NotificationQueue {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryNotificationQueue.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final MemoryTransactions transactions;
    private final InstantSource clock;
    private final Map<String, Notification> waiting = new HashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("notifications").factory());
    private volatile @Nullable Handler handler;

    public MemoryNotificationQueue(MemoryTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void add(Notification notification) {
        transactions.run(() -> {
            if (waiting.putIfAbsent(notification.id(), notification) == null) {
                transactions.onUndo(() -> waiting.remove(notification.id()));
                transactions.afterCommit(() -> schedule(notification, clock.instant()));
            }
        });
    }

    private void schedule(Notification notification, Instant due) {
        Handler present = handler;
        if (present != null && !timer.isShutdown()) {
            long millis = Math.max(0, Duration.between(clock.instant(), due).toMillis());
            var _ =
                    timer.schedule(
                            () -> Thread.ofVirtual().start(() -> attempt(present, notification)),
                            millis,
                            TimeUnit.MILLISECONDS);
        }
    }

    private void attempt(Handler present, Notification notification) {
        try {
            present.attempt(notification).commit(ending(notification));
        } catch (RuntimeException e) {
            LOG.warn("notification is tried again assembly={}", notification.assemblyId(), e);
            schedule(notification, clock.instant().plus(PAUSE));
        }
    }

    private Ending ending(Notification notification) {
        return new Ending() {
            @Override
            public void over() {
                waiting.remove(notification.id());
                transactions.onUndo(() -> waiting.put(notification.id(), notification));
            }

            @Override
            public void again(Instant due) {
                transactions.afterCommit(() -> schedule(notification, due));
            }
        };
    }

    @Override
    public void start(Handler given) {
        handler = given;
        transactions.run(() -> waiting.values().forEach(n -> schedule(n, clock.instant())));
    }

    @Override
    public void stop(Duration grace) {
        handler = null;
        timer.shutdownNow();
    }
}
