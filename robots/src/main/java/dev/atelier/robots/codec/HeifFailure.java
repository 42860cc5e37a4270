package dev.atelier.robots.codec;

import java.io.IOException;

/** What libheif says when it cannot do something. */
final class HeifFailure extends IOException {
    private static final long serialVersionUID = 1;
    private static final int NO_MEMORY = 6;

    private final int code;

    HeifFailure(int code, String message) {
        super(message);
        this.code = code;
    }

    /** Whether it ran into a limit or out of memory. */
    boolean tooLarge() {
        return code == NO_MEMORY;
    }
}
