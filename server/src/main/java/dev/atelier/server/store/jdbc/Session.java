package dev.atelier.server.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One running transaction: its connection, and what to do once it is committed. */
final class Session {
    private final Connection connection;
    private final List<Runnable> after = new ArrayList<>();
    private boolean spoiled;

    Session(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    void afterCommit(Runnable action) {
        after.add(action);
    }

    List<Runnable> afterCommit() {
        return after;
    }

    /** Does part of the work. A part that throws can leave half a write, so nothing may follow. */
    <T> T on(Database.Work<T> work) {
        boolean done = false;
        try {
            T result = work.on(connection);
            done = true;
            return result;
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } finally {
            spoiled |= !done;
        }
    }

    /** Does the whole work of the transaction. */
    <T> T complete(Supplier<T> work) {
        T result = work.get();
        if (spoiled) {
            throw new IllegalStateException("a write of this transaction failed, so it cannot end");
        }
        return result;
    }
}
