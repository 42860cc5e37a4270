package dev.atelier.robots.codec;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** The moment by which decoding must have ended; also notices that the job's thread was stopped. */
record Deadline(long nanos, Duration allowed) {

    static Deadline in(Duration allowed) {
        return new Deadline(System.nanoTime() + allowed.toNanos(), allowed);
    }

    boolean over() {
        return System.nanoTime() - nanos > 0 || Thread.currentThread().isInterrupted();
    }

    void check() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("Decoding was stopped.");
        }
        if (over()) {
            throw new PictureException(
                    "Decoding the picture takes longer than %s s.".formatted(allowed.toSeconds()));
        }
    }
}
