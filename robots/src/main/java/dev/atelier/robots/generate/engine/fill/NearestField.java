package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

/** A way to find, for every target of a level, a source whose patch looks like the target's. */
interface NearestField {
    /**
     * Measures all targets anew (the picture may have changed since) and looks for better sources.
     * The outcome depends on the arguments alone, not on how {@code bands} runs.
     *
     * @param sweeps how often to go over all targets
     * @param seed decides all random choices of this call
     */
    void improve(Level level, Field field, int sweeps, long seed, Bands bands);
}
