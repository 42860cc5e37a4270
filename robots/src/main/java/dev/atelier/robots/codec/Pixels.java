package dev.atelier.robots.codec;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** The pixels of a TYPE_INT picture as the array they are stored in. */
public final class Pixels {
    private Pixels() {}

    /** The live array; writing to it changes the picture. */
    public static int[] of(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }
}
