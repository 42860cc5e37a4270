package dev.atelier.core.memory;

import dev.atelier.core.port.Ids;

import java.util.concurrent.atomic.AtomicLong;

/** Ids that count up, so that a test knows them beforehand. */
public final class CountingIds implements Ids {
    private final AtomicLong last = new AtomicLong();

    @Override
    public String assemblyId() {
        return next();
    }

    @Override
    public String uploadId() {
        return next();
    }

    private String next() {
        return "%032x".formatted(last.incrementAndGet());
    }
}
