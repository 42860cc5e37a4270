package dev.atelier.server.cli;

/** The command was used wrongly: what it was pointed at is not there or is no use. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
