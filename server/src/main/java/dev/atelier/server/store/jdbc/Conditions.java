package dev.atelier.server.store.jdbc;

import dev.atelier.core.port.Listing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The conditions of one list query with the values that belong to them. */
final class Conditions {
    private final StringBuilder where = new StringBuilder("account = ?");
    private final List<Object> values = new ArrayList<>();

    /** What one row becomes. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    Conditions(String account) {
        values.add(account);
    }

    Conditions and(String condition, Object value) {
        where.append(" and ").append(condition);
        values.add(value);
        return this;
    }

    Conditions in(String column, Collection<?> wanted) {
        if (!wanted.isEmpty()) {
            where.append(" and ")
                    .append(column)
                    .append(" in (")
                    .append(String.join(", ", Collections.nCopies(wanted.size(), "?")))
                    .append(')');
            wanted.forEach(value -> values.add(value.toString()));
        }
        return this;
    }

    /** The time of creation and the keywords of a listing. */
    Conditions part(Listing listing, String words) {
        if (listing.from() != Long.MIN_VALUE) {
            and("created >= ?", listing.from());
        }
        if (listing.to() != Long.MAX_VALUE) {
            and("created <= ?", listing.to());
        }
        for (String word : listing.keywords()) {
            and(words + " like ? escape '!'", "%" + escaped(word) + "%");
        }
        return this;
    }

    private static String escaped(String word) {
        return word.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }

    /** The page of a listing in the order of a column, which must be a name of ours. */
    <T> List<T> page(
            Connection connection, String select, String column, Listing listing, Row<T> row)
            throws SQLException {
        String direction = listing.ascending() ? " asc" : " desc";
        String sql =
                select
                        + where(" order by " + column + direction + ", id" + direction)
                        + " limit ? offset ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = bind(statement);
            statement.setInt(next, listing.limit());
            statement.setLong(next + 1, listing.offset());
            try (ResultSet rows = statement.executeQuery()) {
                var page = new ArrayList<T>();
                while (rows.next()) {
                    page.add(row.read(rows));
                }
                return page;
            }
        }
    }

    long count(Connection connection, String table) throws SQLException {
        String sql = "select count(*) from " + table + where("");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private String where(String more) {
        return " where " + where + more;
    }

    private int bind(PreparedStatement statement) throws SQLException {
        int next = 1;
        for (Object value : values) {
            statement.setObject(next, value);
            next++;
        }
        return next;
    }
}
