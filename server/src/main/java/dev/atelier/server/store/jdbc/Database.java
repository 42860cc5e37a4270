package dev.atelier.server.store.jdbc;

import dev.atelier.core.port.Transactions;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/** An open database with the current schema. Safe for concurrent use. */
public interface Database extends Transactions, AutoCloseable {

    /** Statements on a connection, which belongs to the database. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Reads what is committed; inside a transaction of this thread also what that has written. */
    <T> T read(Work<T> work);

    /** Writes inside the transaction of this thread, else in one of its own. */
    <T> T write(Work<T> work);

    /**
     * For a library that brings its own statements: inside a transaction of this thread its
     * connections are views of that one, so they become durable with it.
     */
    DataSource shared();

    @Override
    void close();
}
