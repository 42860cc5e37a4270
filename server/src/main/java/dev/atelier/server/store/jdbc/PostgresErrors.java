package dev.atelier.server.store.jdbc;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;

/** Which errors of PostgreSQL are worth another try. */
final class PostgresErrors {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresErrors.class);

    private PostgresErrors() {}

    /** Lost connections, failed serialization, deadlocks, and a server that stops or starts. */
    static boolean mayRetry(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && mayRetry(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayRetry(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("57P0")
                        || state.equals("40001")
                        || state.equals("40P01"));
    }

    /** Whether a failed commit may have happened all the same. */
    static boolean outcomeUnknown(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P0");
    }

    static void noteLost(SQLException e) {
        LOG.debug("rollback failed state={}", e.getSQLState(), e);
    }
}
