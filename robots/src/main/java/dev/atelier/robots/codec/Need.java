package dev.atelier.robots.codec;

/**
 * How large the whole picture, upright, would have to be for what is made of it. Decoding may then
 * give a smaller picture than the file has, but never one that is less than twice this size: what a
 * decoder averages away must not be seen.
 */
public record Need(int width, int height) {
    public static final Need ALL = new Need(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final double MARGIN = 2;

    /** Only JPEG can be decoded smaller at a gain. */
    Reduction reduction(Probe probe) {
        Reduction found = Reduction.NONE;
        if (probe.format() == ImageFormat.JPEG) {
            for (Reduction next : Reduction.values()) {
                boolean wide = (double) probe.width() / next.divisor() >= MARGIN * width;
                boolean high = (double) probe.height() / next.divisor() >= MARGIN * height;
                found = wide && high ? next : found;
            }
        }
        return found;
    }
}
