package dev.atelier.server.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** A few connections that read what is committed. Waiting for one cannot be interrupted. */
final class SqliteReaders implements AutoCloseable {
    private final SharedSource.Connections opener;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    SqliteReaders(SharedSource.Connections opener, int count) {
        this.opener = opener;
        this.permits = new Semaphore(count);
    }

    Connection take() throws SQLException {
        permits.acquireUninterruptibly();
        boolean taken = false;
        try {
            Connection free = idle.pollFirst();
            Connection reader = free == null ? opener.next() : free;
            taken = true;
            return reader;
        } finally {
            if (!taken) {
                permits.release();
            }
        }
    }

    void giveBack(Connection reader) {
        idle.addFirst(reader);
        permits.release();
    }

    /** For a connection that failed. */
    void discard(Connection reader) {
        closeQuietly(reader);
        permits.release();
    }

    private static void closeQuietly(Connection reader) {
        try {
            reader.close();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    @Override
    public void close() {
        for (Connection reader = idle.poll(); reader != null; reader = idle.poll()) {
            closeQuietly(reader);
        }
    }
}
