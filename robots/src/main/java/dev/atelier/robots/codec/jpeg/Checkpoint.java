package dev.atelier.robots.codec.jpeg;

import java.io.IOException;

/** Asked from time to time whether to go on. */
public interface Checkpoint {

    /**
     * @throws IOException to stop
     */
    void check() throws IOException;
}
