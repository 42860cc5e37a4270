package dev.atelier.server.events;

import dev.atelier.server.wire.LiveUpdates.Update;

import io.vertx.core.buffer.Buffer;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a stream, ready to be sent to any number of listeners.
 *
 * @param at where a listener stands that has seen it
 */
record Entry(Position at, Buffer text) {

    static Entry of(Position at, Update update) {
        return new Entry(at, Buffer.buffer("id: " + at.text() + "\n" + lines(update)));
    }

    /** Moves the listener on without telling it anything. */
    static Entry silent(Position at) {
        return new Entry(at, Buffer.buffer("id: " + at.text() + "\n\n"));
    }

    /** An entry nobody needs to see again after a break. */
    static Buffer passing(Update update) {
        return Buffer.buffer(lines(update));
    }

    private static String lines(Update update) {
        @Nullable String name = update.name();
        return (name == null ? "" : "event: " + name + "\n") + "data: " + update.data() + "\n\n";
    }
}
