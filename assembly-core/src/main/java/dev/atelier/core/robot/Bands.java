package dev.atelier.core.robot;

import java.util.function.IntConsumer;

/**
 * Runs numbered pieces of pixel work side by side and waits for all. What the pieces compute must
 * not depend on how many run at once or in which order.
 */
@FunctionalInterface
public interface Bands {
    /** One after another on the caller's thread. */
    Bands SEQUENTIAL =
            (count, band) -> {
                for (int i = 0; i < count; i++) {
                    band.accept(i);
                }
            };

    /**
     * Calls {@code band} once for each of 0 … count-1.
     *
     * @throws java.util.concurrent.CancellationException when the job was cancelled meanwhile
     */
    void forEach(int count, IntConsumer band);
}
