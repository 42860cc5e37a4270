package dev.atelier.server.store.jdbc;

import dev.atelier.server.auth.SealedStore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** A column of sealed secrets in a table with an {@code id}. */
public final class SealedColumn implements SealedStore {
    private final Database database;
    private final String table;
    private final String column;
    private final UnaryOperator<String> context;

    /**
     * @param context what the secret of the row with an id was sealed for
     */
    public SealedColumn(
            Database database, String table, String column, UnaryOperator<String> context) {
        this.database = database;
        this.table = table;
        this.column = column;
        this.context = context;
    }

    @Override
    public int reseal(BinaryOperator<String> again) {
        return database.write(connection -> {
            Map<String, String> rows = rows(connection);
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "update " + table + " set " + column + " = ? where id = ?")) {
                for (var row : rows.entrySet()) {
                    update.setString(1, again.apply(row.getValue(), context.apply(row.getKey())));
                    update.setString(2, row.getKey());
                    update.executeUpdate();
                }
            }
            return rows.size();
        });
    }

    private Map<String, String> rows(Connection connection) throws SQLException {
        var rows = new LinkedHashMap<String, String>();
        try (PreparedStatement select =
                        connection.prepareStatement("select id, " + column + " from " + table);
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                rows.put(found.getString(1), found.getString(2));
            }
        }
        return rows;
    }
}
