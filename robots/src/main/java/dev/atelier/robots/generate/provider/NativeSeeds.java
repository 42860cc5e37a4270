package dev.atelier.robots.generate.provider;

/** Brings our 64-bit seeds into the range of a provider. */
final class NativeSeeds {
    /** The largest of most engines at home. */
    static final long MOST_AT_HOME = 4_294_967_295L;

    private NativeSeeds() {}

    /**
     * The seed itself where it fits, else one that follows from it.
     *
     * @param most the largest the provider takes; 0 is left out, since it means chance to many
     */
    static long within(long seed, long most) {
        return seed >= 1 && seed <= most ? seed : 1 + Math.floorMod(seed, most);
    }
}
