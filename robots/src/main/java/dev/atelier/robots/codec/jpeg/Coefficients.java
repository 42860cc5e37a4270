package dev.atelier.robots.codec.jpeg;

import java.util.Objects;

/** The coefficients of a channel while scan after scan adds to them; only those that are wanted. */
final class Coefficients {
    private final Component component;
    private final int kept;
    private final short[] values;

    /** One bit for each coefficient that is not 0, wanted or not: later scans depend on it. */
    private final long[] found;

    Coefficients(Component component) {
        this.component = component;
        kept = component.keep + 1;
        int blocks = Math.multiplyExact(component.blocksAcross, component.blocksDown);
        values = new short[Math.multiplyExact(blocks, kept)];
        found = new long[blocks];
    }

    Component component() {
        return component;
    }

    int index(int blockX, int blockY) {
        return blockY * component.blocksAcross + blockX;
    }

    boolean has(int block, int k) {
        return (found[block] >>> k & 1) != 0;
    }

    /** Of one that is kept, as it is stored. */
    int get(int block, int k) {
        return values[block * kept + k];
    }

    void set(int block, int k, int value) {
        found[block] |= 1L << k;
        if (k < kept) {
            values[block * kept + k] = (short) value;
        }
    }

    void refine(int block, int k, int bit) {
        if (k < kept) {
            int at = block * kept + k;
            int value = values[at];
            values[at] = (short) (value < 0 ? value - bit : value + bit);
        }
    }

    /** Adds a lower bit to the mean of a block. */
    void refineFirst(int block, int bit) {
        values[block * kept] |= (short) bit;
        found[block] |= 1;
    }

    /**
     * Dequantises a block.
     *
     * @return the last coefficient, as stored, that is not 0
     */
    int load(int block, int[] into) {
        long wanted = kept == 64 ? -1 : (1L << kept) - 1;
        long mask = found[block] & wanted;
        if (component.factors == null || mask == 0) {
            return 0;
        }
        int[] factors = Objects.requireNonNull(component.factors);
        int last = 63 - Long.numberOfLeadingZeros(mask);
        for (int k = 0, at = block * kept; k <= last; k++, at++) {
            into[Zigzag.PLACE[k]] = values[at] * factors[k];
        }
        return last;
    }
}
