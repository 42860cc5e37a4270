package dev.atelier.robots.generate.engine.fill;

/**
 * Random numbers as a pure function of where they are used, so that threads cannot reorder them.
 */
final class Chance {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private Chance() {}

    /** A key for one sweep; targets then draw from {@code at(key, target)}. */
    static long key(long seed, int level, int round, int sweep) {
        return at(at(at(at(seed, 1L), level), round), sweep);
    }

    static long at(long key, long index) {
        return mix(key + (index + 1) * STEP);
    }

    /** A number in 0 … bound-1 from the upper half of the bits. */
    static int below(long bits, int bound) {
        return (int) (((bits >>> 32) * bound) >>> 32);
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
