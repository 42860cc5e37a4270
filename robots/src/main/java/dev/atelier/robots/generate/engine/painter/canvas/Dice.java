package dev.atelier.robots.generate.engine.painter.canvas;

/** A stream of chance that starts at a seed; forks are independent of how far the stream went. */
public final class Dice {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private final long seed;
    private long state;

    public Dice(long seed) {
        this.seed = seed;
        this.state = Hash.mix(seed + GOLDEN);
    }

    /** A stream of its own for a named part of the picture. */
    public Dice fork(String name) {
        return new Dice(Hash.mix(seed ^ Hash.text(name)));
    }

    /** A stream of its own for a numbered part of the picture. */
    public Dice fork(int number) {
        return new Dice(Hash.mix(seed + GOLDEN * (number + 1L)));
    }

    /** From 0 to 1. */
    public double next() {
        state += GOLDEN;
        return (Hash.mix(state) >>> 11) * 0x1p-53;
    }

    public double range(double low, double high) {
        return low + (high - low) * next();
    }

    /** From 0 to {@code count - 1}. */
    public int below(int count) {
        return Math.min(count - 1, (int) (next() * count));
    }

    public boolean chance(double probability) {
        return next() < probability;
    }

    /** A salt for {@link Noise}. */
    public int salt() {
        state += GOLDEN;
        return (int) Hash.mix(state);
    }
}
