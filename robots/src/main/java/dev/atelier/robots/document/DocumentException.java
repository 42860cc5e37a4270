package dev.atelier.robots.document;

import java.io.IOException;

/** A document that cannot be read, with the reason for whoever sent it. */
public final class DocumentException extends IOException {
    private static final long serialVersionUID = 1;

    DocumentException(String message) {
        super(message);
    }
}
