package dev.atelier.robots.codec.jpeg;

import org.jspecify.annotations.Nullable;

/** One channel of a picture: how it is sampled, and what decoding it needs. */
final class Component {
    final int id;
    final int across;
    final int down;
    final int table;

    /** Samples that a block is turned into, each way. */
    int outAcross;

    int outDown;

    /** The last stored coefficient that matters. */
    int keep;

    /** How often each of these samples is repeated in the picture, each way. */
    int repeatAcross;

    int repeatDown;

    /** Blocks with those that only fill up. */
    int blocksAcross;

    int blocksDown;

    /** Blocks that hold something of the picture. */
    int ownBlocksAcross;

    int ownBlocksDown;

    int @Nullable [] factors;
    @Nullable HuffmanTable dc;
    @Nullable HuffmanTable ac;
    int predicted;

    Component(int id, int across, int down, int table) {
        this.id = id;
        this.across = across;
        this.down = down;
        this.table = table;
    }
}
