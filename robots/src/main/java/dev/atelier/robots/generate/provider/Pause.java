package dev.atelier.robots.generate.provider;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between two questions to a provider. */
@FunctionalInterface
public interface Pause {
    /** Really waits. */
    Pause REAL =
            time -> {
                var never = new CountDownLatch(1);
                var _ = never.await(time.toMillis(), TimeUnit.MILLISECONDS);
            };

    void of(Duration time) throws InterruptedException;
}
