package dev.atelier.robots.codec.jpeg;

/** A JPEG of a kind that this decoder does not know; it may be sound. */
public final class UnsupportedJpegException extends JpegException {
    private static final long serialVersionUID = 1L;

    UnsupportedJpegException(String message) {
        super(message);
    }
}
