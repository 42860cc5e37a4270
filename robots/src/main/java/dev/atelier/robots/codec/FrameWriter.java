package dev.atelier.robots.codec;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** Writes an animation frame by frame; {@link #close} ends the file. */
public interface FrameWriter extends AutoCloseable {
    /**
     * @param image 8-bit sRGB, each of the same size
     * @param millis how long it is shown
     */
    void add(BufferedImage image, int millis) throws IOException;

    @Override
    void close() throws IOException;
}
