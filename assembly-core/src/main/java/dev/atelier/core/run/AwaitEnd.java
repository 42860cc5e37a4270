package dev.atelier.core.run;

import dev.atelier.core.port.EventBus;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until an Assembly has ended, or until a limit. */
public final class AwaitEnd {
    private final AssemblyService service;
    private final EventBus bus;
    private final Duration limit;

    public AwaitEnd(AssemblyService service, EventBus bus, Duration limit) {
        this.service = service;
        this.bus = bus;
        this.limit = limit;
    }

    /**
     * @return false when it still runs
     */
    public boolean await(String id) throws InterruptedException {
        var ended = new CountDownLatch(1);
        var subscription =
                bus.subscribe(
                        id,
                        (sequence, event) -> {
                            if (event.ends().isPresent()) {
                                ended.countDown();
                            }
                        });
        try {
            boolean over = service.read(id, assembly -> assembly.status().terminal());
            return over || ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            subscription.close();
        }
    }
}
