package dev.atelier.server.store.jdbc;

import dev.atelier.server.auth.AccessTokens;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Hashes of tokens and signatures as rows. */
public final class JdbcAccessTokens implements AccessTokens {
    private final Database database;

    public JdbcAccessTokens(Database database) {
        this.database = database;
    }

    @Override
    public void add(AccessToken token) {
        database.write(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            """
                            insert into access_token (hash, key_id, scopes, expires)
                            values (?, ?, ?, ?)
                            """)) {
                insert.setString(1, token.hash());
                insert.setString(2, token.keyId());
                insert.setString(3, token.scopes().wire());
                insert.setLong(4, token.expires());
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public Optional<AccessToken> find(String hash) {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "select key_id, scopes, expires from access_token where hash = ?")) {
                select.setString(1, hash);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next()
                            ? Optional.of(
                                    new AccessToken(
                                            hash,
                                            rows.getString(1),
                                            JdbcAuthKeys.scopes(rows.getString(2)),
                                            rows.getLong(3)))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public boolean firstUse(String hash, long until) {
        return database.write(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            """
                            insert into used_signature (hash, expires) values (?, ?)
                            on conflict do nothing
                            """)) {
                insert.setString(1, hash);
                insert.setLong(2, until);
                return insert.executeUpdate() == 1;
            }
        });
    }

    @Override
    public void forget(long now) {
        for (String table : List.of("access_token", "used_signature")) {
            database.write(connection -> forget(connection, table, now));
        }
    }

    private static int forget(Connection connection, String table, long now) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from " + table + " where expires < ?")) {
            delete.setLong(1, now);
            return delete.executeUpdate();
        }
    }
}
