package dev.atelier.robots.codec;

import java.io.IOException;

/** Takes the frames of an animation, one after another. */
@FunctionalInterface
public interface FrameSink {
    /**
     * @param shown the whole canvas as a viewer shows it; the sink may keep and change it
     * @param millis how long it is shown, 0 for as short as possible
     */
    void frame(Picture shown, int millis) throws IOException;
}
