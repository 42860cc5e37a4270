package dev.atelier.robots.generate.engine.fill;

import dev.atelier.core.robot.Bands;

import java.util.List;

/**
 * Fills the thick holes of one window: guesses at the coarsest level, then searches and votes in
 * turn at each finer one, copies the pixels of the best patches and blends them in.
 */
final class WindowFill {
    private static final int LARGEST_WITH_ROUNDS = 1_500_000;
    private static final int PREFERRED_WITH_ROUNDS = 1_000_000;
    private static final float SETTLED = 0.3f;

    private final NearestField search = new CoherenceSearch();
    private final List<Layer> layers;
    private final long seed;
    private final Bands bands;
    private final int base;

    private WindowFill(Layer finest, long seed, Bands bands) {
        layers = Pyramid.of(finest, bands);
        this.seed = seed;
        this.bands = bands;
        base = finestWithRounds();
    }

    /** Returns where each hole pixel (as target of the finest layer) was copied from. */
    static int[] fill(Layer finest, long seed, Bands bands) {
        return new WindowFill(finest, seed, bands).fill();
    }

    private int[] fill() {
        int coarsest = layers.size() - 1;
        Level level = Level.of(coarsest, layers.get(coarsest));
        Field field = Field.random(level, Chance.key(seed, coarsest, -1, 0));
        OnionPeel.peel(level, field, Chance.key(seed, coarsest, -1, 1), bands);
        int[] origins = settle(level, field);
        for (int index = coarsest - 1; index >= 0; index--) {
            Level finer = Level.of(index, layers.get(index));
            field = field.refined(level, finer, Chance.key(seed, index, -1, 0));
            level = finer;
            origins = settle(level, field);
        }
        return origins;
    }

    private int[] settle(Level level, Field field) {
        int index = level.index();
        if (index < base) {
            Origins.copy(level, field, bands);
            search.improve(level, field, 1, Chance.key(seed, index, 0, 0), bands);
            return Origins.copy(level, field, bands);
        }
        if (index < layers.size() - 1) {
            Vote.repaint(level, field, bands);
        }
        int rounds = rounds(index);
        for (int round = 0; round < rounds; round++) {
            search.improve(level, field, sweeps(index), Chance.key(seed, index, round, 0), bands);
            if (round == rounds - 1 && index == 0) {
                break;
            }
            if (Vote.repaint(level, field, bands) < SETTLED) {
                break;
            }
        }
        return index == 0 ? Origins.copy(level, field, bands) : new int[0];
    }

    private int rounds(int index) {
        if (index == layers.size() - 1) {
            return 15;
        }
        return index == base ? 2 : index == base + 1 ? 4 : 8;
    }

    private int sweeps(int index) {
        return index == base && index < layers.size() - 1 ? 2 : 4;
    }

    private int finestWithRounds() {
        int index = 0;
        while (index + 1 < layers.size()
                && layers.get(0).pixels() > LARGEST_WITH_ROUNDS
                && offPreferred(index + 1) < offPreferred(index)) {
            index++;
        }
        return index;
    }

    private double offPreferred(int index) {
        double ratio = (double) layers.get(index).pixels() / PREFERRED_WITH_ROUNDS;
        return Math.max(ratio, 1 / ratio);
    }
}
