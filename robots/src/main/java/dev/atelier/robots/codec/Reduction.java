package dev.atelier.robots.codec;

/** How much smaller than its file a picture is decoded, each way. */
public enum Reduction {
    NONE(1),
    HALF(2),
    QUARTER(4),
    EIGHTH(8);

    private final int divisor;

    Reduction(int divisor) {
        this.divisor = divisor;
    }

    public int divisor() {
        return divisor;
    }

    /** The length of a side once reduced; a last pixel may stand for fewer pixels of the file. */
    public int of(int side) {
        return (side + divisor - 1) / divisor;
    }
}
