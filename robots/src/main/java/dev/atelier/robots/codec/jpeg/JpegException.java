package dev.atelier.robots.codec.jpeg;

import java.io.IOException;

/** A JPEG of which no picture can be made. */
public class JpegException extends IOException {
    private static final long serialVersionUID = 1L;

    JpegException(String message) {
        super(message);
    }
}
