package dev.atelier.server.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import javax.sql.DataSource;

/** A PostgreSQL by URL, shared by any number of processes. */
public final class PostgresDatabase extends ScopedDatabase {
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** A server gone without a word is given up; longer than any statement may take. */
    private static final String SILENT_SECONDS = "60";

    private final HikariDataSource pool;
    private final SharedSource shared = new SharedSource(this::libraryConnection);

    private PostgresDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Opens the database and brings it to the current schema.
     *
     * @param url {@code jdbc:postgresql://…}
     * @param connections at most so many at a time
     */
    public static PostgresDatabase open(
            String url, @Nullable String user, @Nullable String password, int connections) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setPoolName("atelier");
        config.addDataSourceProperty("options", "-c statement_timeout=30000");
        config.addDataSourceProperty("socketTimeout", SILENT_SECONDS);
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        var pool = new HikariDataSource(config);
        boolean opened = false;
        try {
            Migrations.apply(pool, Migrations.POSTGRES);
            opened = true;
            return new PostgresDatabase(pool);
        } finally {
            if (!opened) {
                pool.close();
            }
        }
    }

    /** Runs the work again, whole, when the database says that another try may succeed. */
    @Override
    <T> T transaction(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !PostgresErrors.mayRetry(e)) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos() * attempt);
            }
        }
    }

    private <T> T once(Supplier<T> work) {
        Session session;
        T result;
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            session = new Session(connection);
            boolean done = false;
            try {
                result = within(session, work);
                done = true;
            } finally {
                if (!done) {
                    rollback(connection);
                }
            }
            commit(connection);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
        session.afterCommit().forEach(Runnable::run);
        return result;
    }

    /** Failing here says nothing new: the connection is broken, so the server undoes the rest. */
    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            PostgresErrors.noteLost(e);
        }
    }

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (PostgresErrors.outcomeUnknown(e)) {
                throw new DatabaseException("the commit was not answered", withoutState(e));
            }
            throw e;
        }
    }

    /** Trying again blindly could do the work twice, so the error must not look retryable. */
    private static SQLException withoutState(SQLException e) {
        return new SQLException(e.getMessage());
    }

    @Override
    <T> T readCommitted(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = pool.getConnection()) {
                return work.on(connection);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !PostgresErrors.mayRetry(e)) {
                    throw new DatabaseException(e);
                }
                LockSupport.parkNanos(PAUSE.toNanos() * attempt);
            }
        }
    }

    @Override
    public DataSource shared() {
        return shared;
    }

    private Connection libraryConnection() throws SQLException {
        return inTransaction()
                ? ConnectionViews.joined(session().connection())
                : pool.getConnection();
    }

    @Override
    public void close() {
        pool.close();
    }
}
