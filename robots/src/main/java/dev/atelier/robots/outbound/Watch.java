package dev.atelier.robots.outbound;

import org.apache.hc.core5.concurrent.Cancellable;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Cuts a request off when its time is over; a server that drips cannot put that off. */
final class Watch implements AutoCloseable {
    private final ScheduledFuture<?> timer;
    private volatile boolean fired;

    Watch(ScheduledExecutorService timers, Duration limit, Cancellable request) {
        this.timer =
                timers.schedule(
                        () -> {
                            fired = true;
                            request.cancel();
                        },
                        limit.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    boolean fired() {
        return fired;
    }

    @Override
    public void close() {
        timer.cancel(false);
    }
}
