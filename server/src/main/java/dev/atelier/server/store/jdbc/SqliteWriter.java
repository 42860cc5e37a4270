package dev.atelier.server.store.jdbc;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The one connection that writes. Writers take turns, each in a savepoint; those that come while
 * others wait share a commit, so that one fsync serves them all. A full disk rolls back the whole
 * transaction, also the part of writers who were content: then everybody in the batch fails and the
 * connection is opened anew.
 */
final class SqliteWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);

    /**
     * Takes the right to write before anything is read: another process that wrote in between would
     * make the first write fail. It changes nothing.
     */
    private static final String CLAIM = "delete from used_signature where hash is null";

    private static final long LONGEST_LEFT_NANOS = 1_000_000_000L;

    private final SharedSource.Connections opener;
    private final ReentrantLock turn = new ReentrantLock(true);
    private @Nullable Connection connection;
    private Batch batch = new Batch();
    private long changesBefore;
    private long leftAt;

    SqliteWriter(SharedSource.Connections opener) {
        this.opener = opener;
    }

    /** Writes and returns once that is durable; work that throws leaves nothing. */
    <T> T write(Function<Connection, T> work) {
        Connection writer = begin();
        boolean done = false;
        T result;
        try {
            result = work.apply(writer);
            done = true;
        } finally {
            if (!done) {
                undo();
            }
        }
        keep();
        return result;
    }

    /** Waits for the turn of this thread; {@link #keep} or {@link #undo} must follow. */
    Connection begin() {
        turn.lock();
        boolean begun = false;
        try {
            Connection open = connection == null ? reopen() : connection;
            if (batch.members == 0) {
                run(CLAIM);
                changesBefore = changes();
            }
            run("savepoint work");
            begun = true;
            return open;
        } catch (SQLException e) {
            spoil(e);
            throw new DatabaseException(e);
        } finally {
            if (!begun) {
                turn.unlock();
            }
        }
    }

    private Connection reopen() throws SQLException {
        Connection fresh = RememberedStatements.on(opener.next());
        fresh.setAutoCommit(false);
        connection = fresh;
        return fresh;
    }

    private void run(String sql) throws SQLException {
        Connection open = connection;
        if (open == null) {
            throw new SQLException("connection is closed");
        }
        try (PreparedStatement statement = open.prepareStatement(sql)) {
            statement.execute();
        }
    }

    /** Ends the turn and waits until what it wrote is durable. */
    void keep() {
        Batch mine = batch;
        try {
            run("release work");
            mine.members++;
        } catch (SQLException e) {
            spoil(e);
        } finally {
            turn.unlock();
        }
        mine.join();
    }

    /**
     * Ends the turn without waiting: the next commit, closing, or the first to leave a second later
     * makes the work durable. Work that changed nothing is over at once, so that other processes
     * may write.
     */
    void leave() {
        Batch mine = batch;
        boolean late = false;
        try {
            run("release work");
            long now = System.nanoTime();
            if (mine.members == 0) {
                leftAt = now;
            }
            if (mine.members == 0 && connection != null && changes() == changesBefore) {
                connection.rollback();
            } else {
                mine.members++;
                late = now - leftAt > LONGEST_LEFT_NANOS;
            }
        } catch (SQLException e) {
            spoil(e);
            throw new DatabaseException(e);
        } finally {
            turn.unlock();
        }
        if (late) {
            mine.join();
        }
    }

    /** Rows this connection has changed in its life. */
    private long changes() throws SQLException {
        Connection open = connection;
        if (open == null) {
            throw new SQLException("connection is closed");
        }
        try (PreparedStatement count = open.prepareStatement("select total_changes()");
                ResultSet row = count.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /**
     * Ends the turn without a trace. Returns when the batch is over, because the reason may be
     * something this thread saw there and nobody else can see yet.
     */
    void undo() {
        Batch mine = batch;
        boolean alone = mine.members == 0;
        try {
            run("rollback to work");
            run("release work");
            if (alone && connection != null) {
                connection.rollback();
            }
        } catch (SQLException e) {
            spoil(e);
        } finally {
            turn.unlock();
        }
        if (!alone) {
            mine.end();
        }
    }

    /** All of the batch fails; the connection answers nothing sensible any more. */
    private void spoil(SQLException cause) {
        batch.failure = cause;
        batch.over = true;
        batch = new Batch();
        discard();
    }

    /** Closing fails when the disk does; there is nothing left in it that anyone waits for. */
    private void discard() {
        Connection closing = connection;
        connection = null;
        try {
            if (closing != null) {
                closing.close();
            }
        } catch (SQLException e) {
            LOG.debug("closing the database connection failed", e);
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            if (connection != null && batch.members > 0) {
                connection.commit();
            }
        } catch (SQLException e) {
            LOG.warn("the last picks were not stored; their jobs run again", e);
        } finally {
            discard();
            turn.unlock();
        }
    }

    /** Writers that become durable together. */
    private final class Batch {
        private final ReentrantLock committing = new ReentrantLock();
        private int members;
        private volatile @Nullable SQLException failure;
        private volatile boolean over;

        void join() {
            end();
            SQLException why = failure;
            if (why != null) {
                throw new DatabaseException("not stored: " + why.getMessage(), why);
            }
        }

        /** The first to come queues behind the writers that wait already, then commits for all. */
        void end() {
            committing.lock();
            try {
                if (!over) {
                    commit();
                }
            } finally {
                committing.unlock();
            }
        }

        private void commit() {
            turn.lock();
            try {
                if (!over && connection != null) {
                    connection.commit();
                    over = true;
                    batch = new Batch();
                }
            } catch (SQLException e) {
                spoil(e);
            } finally {
                turn.unlock();
            }
        }
    }
}
