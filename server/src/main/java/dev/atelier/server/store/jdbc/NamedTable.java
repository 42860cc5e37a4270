package dev.atelier.server.store.jdbc;

import dev.atelier.core.port.Listing;
import dev.atelier.core.port.NameTakenException;
import dev.atelier.core.port.Named;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A table whose rows have an id and, within their account, a name of their own.
 *
 * @param table its name
 * @param columns all of them, as a select names them
 */
record NamedTable<T extends Named>(
        Database database, String table, String columns, Conditions.Row<T> row) {

    /** Sets the values of a statement. */
    @FunctionalInterface
    interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    String select() {
        return "select " + columns + " from " + table;
    }

    /**
     * @param binder sets the values in the order of the columns
     * @throws NameTakenException when the account has a row of that name
     */
    void create(T value, Binder binder) {
        String places = columns.replaceAll("[^,]+", "?");
        String insert =
                "insert into %s (%s) values (%s) on conflict (account, name) do nothing"
                        .formatted(table, columns, places);
        if (!database.write(connection -> changes(connection, insert, binder))) {
            throw new NameTakenException(value.name());
        }
    }

    Optional<T> find(String account, String idOrName) {
        return database.read(connection -> {
            Optional<T> byId = one(connection, account, "id", idOrName);
            return byId.isPresent() ? byId : one(connection, account, "name", idOrName);
        });
    }

    private Optional<T> one(Connection connection, String account, String column, String value)
            throws SQLException {
        return new Conditions(account)
                        .and(column + " = ?", value)
                        .page(connection, select(), "id", Listing.ALL, row)
                        .stream()
                        .findFirst();
    }

    /**
     * @param sql an update of one row
     * @return false when there is no such row
     * @throws NameTakenException when another row of the account has the name
     */
    boolean update(T value, String sql, Binder binder) {
        return database.write(connection -> {
            Optional<T> other = one(connection, value.account(), "name", value.name());
            if (other.isPresent() && !other.get().id().equals(value.id())) {
                throw new NameTakenException(value.name());
            }
            return changes(connection, sql, binder);
        });
    }

    boolean delete(String account, String id) {
        String sql = "delete from " + table + " where account = ? and id = ?";
        return database.write(connection ->
                changes(
                        connection,
                        sql,
                        delete -> {
                            delete.setString(1, account);
                            delete.setString(2, id);
                        }));
    }

    private static boolean changes(Connection connection, String sql, Binder binder)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            return statement.executeUpdate() == 1;
        }
    }
}
