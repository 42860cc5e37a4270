package dev.atelier.server.http;

import java.io.IOException;

/** The request's body stopped before its end: the client went away, fell silent or cut it short. */
public final class BrokenBodyException extends IOException {
    private static final long serialVersionUID = 1L;

    public BrokenBodyException(String message) {
        super(message);
    }
}
