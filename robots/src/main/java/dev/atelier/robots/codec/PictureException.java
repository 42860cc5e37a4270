package dev.atelier.robots.codec;

import java.io.IOException;

/** A picture that cannot be read or written; the message tells the client why. */
public final class PictureException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public PictureException(String reason) {
        super(reason);
        this.reason = reason;
    }

    public PictureException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
