package dev.atelier.server.store.jdbc;

import java.sql.SQLException;

/** The database could not do what it was asked; nothing of the transaction is stored. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    DatabaseException(SQLException cause) {
        super("database: " + cause.getMessage(), cause);
    }
}
