package dev.atelier.robots.codec;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** The moment by which decoding must have ended; also notices that the job's thread was stopped. */
final class Deadline {
    private final Duration allowed;
    private long end;

    private Deadline(Duration allowed) {
        this.allowed = allowed;
        restart();
    }

    static Deadline in(Duration allowed) {
        return new Deadline(allowed);
    }

    /** Gives the whole time anew, for the next frame. */
    void restart() {
        end = System.nanoTime() + allowed.toNanos();
    }

    boolean over() {
        return System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted();
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
