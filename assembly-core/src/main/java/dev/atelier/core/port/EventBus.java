package dev.atelier.core.port;

import dev.atelier.core.assembly.Event;

import java.util.function.BiConsumer;

/** Tells whoever listens that events were stored. Listeners must not block. */
public interface EventBus {

    /** Ends listening. Calling it twice is no error. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    void publish(String assemblyId, long sequence, Event event);

    /** The listener gets the sequence number and the event of what is stored from now on. */
    Subscription subscribe(String assemblyId, BiConsumer<Long, Event> listener);
}
