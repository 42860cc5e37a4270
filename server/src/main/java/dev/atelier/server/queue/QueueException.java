package dev.atelier.server.queue;

import java.sql.SQLException;

/** The database could not do what the queue asked. */
public final class QueueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueueException(SQLException cause) {
        super("queue: " + cause.getMessage(), cause);
    }
}
