package dev.atelier.server.http;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

/** A form that breaks the rules of its format; the message says which. */
final class MalformedFormException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedFormException(String message) {
        super(message);
    }

    AssemblyException forClient() {
        return new AssemblyException(
                AssemblyError.of(
                        ErrorCode.INVALID_FORM_DATA,
                        "The form is malformed: " + getMessage() + "."),
                this);
    }
}
