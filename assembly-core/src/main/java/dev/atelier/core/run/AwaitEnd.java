package dev.atelier.core.run;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.assembly.Event.Delivery;
import dev.atelier.core.port.EventBus;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Waits until an Assembly has ended, or until a limit. */
public final class AwaitEnd {
    private final AssemblyService service;
    private final EventBus bus;
    private final Duration limit;

    /** What to wait for. */
    public enum Until {
        ENDED,

        /** Ended, and its notification delivered or given up, if it asked for one. */
        NOTIFIED
    }

    public AwaitEnd(AssemblyService service, EventBus bus, Duration limit) {
        this.service = service;
        this.bus = bus;
        this.limit = limit;
    }

    /**
     * @return false when it still runs
     */
    public boolean await(String id) throws InterruptedException {
        return await(id, Until.ENDED);
    }

    /**
     * @return false when that has not come yet
     */
    public boolean await(String id, Until until) throws InterruptedException {
        var changes = new LinkedBlockingQueue<Event>();
        long end = System.nanoTime() + limit.toNanos();
        try (var _ = bus.subscribe(id, (sequence, event) -> keep(event, changes))) {
            while (!service.read(id, assembly -> reached(assembly, until))) {
                if (changes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS) == null) {
                    return false;
                }
            }
            return true;
        }
    }

    private static void keep(Event event, LinkedBlockingQueue<Event> changes) {
        if (event.ends().isPresent() || event instanceof Event.Notified) {
            changes.add(event);
        }
    }

    private static boolean reached(Assembly assembly, Until until) {
        return switch (until) {
            case ENDED -> assembly.status().terminal();
            case NOTIFIED ->
                    assembly.status().terminal()
                            && (!assembly.wantsNotification() || isNotified(assembly));
        };
    }

    /** The notification of the end has the id of the Assembly. */
    private static boolean isNotified(Assembly assembly) {
        return assembly.notifications().stream()
                .anyMatch(attempt ->
                        attempt.notificationId().equals(assembly.id())
                                && attempt.delivery() != Delivery.RETRYING);
    }
}
