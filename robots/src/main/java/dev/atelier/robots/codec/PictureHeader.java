package dev.atelier.robots.codec;

import org.jspecify.annotations.Nullable;

/**
 * Everything a header says: the shape of the picture and the metadata blocks beside it.
 *
 * @param coded what the colours are by number, where that counts more than a profile
 */
public record PictureHeader(Probe probe, Blocks blocks, @Nullable CodedColours coded) {

    PictureHeader(Probe probe, Blocks blocks) {
        this(probe, blocks, null);
    }
}
