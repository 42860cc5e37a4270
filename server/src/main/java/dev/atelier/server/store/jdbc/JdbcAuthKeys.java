package dev.atelier.server.store.jdbc;

import dev.atelier.server.auth.AuthKey;
import dev.atelier.server.auth.AuthKeys;
import dev.atelier.server.auth.Scopes;
import dev.atelier.server.auth.SignatureAlgorithm;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Keys as rows; the secrets in them are sealed by whoever gives them. */
public final class JdbcAuthKeys implements AuthKeys {
    private final Database database;

    public JdbcAuthKeys(Database database) {
        this.database = database;
    }

    @Override
    public List<AuthKey> all() {
        return database.read(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select * from auth_key order by created, id");
                    ResultSet rows = select.executeQuery()) {
                var keys = new ArrayList<AuthKey>();
                while (rows.next()) {
                    keys.add(key(rows));
                }
                return keys;
            }
        });
    }

    private static AuthKey key(ResultSet row) throws SQLException {
        long revoked = row.getLong("revoked");
        boolean good = row.wasNull();
        return new AuthKey(
                row.getString("id"),
                row.getString("public_key"),
                row.getString("account"),
                row.getString("name"),
                row.getString("sealed_secret"),
                scopes(row.getString("scopes")),
                row.getBoolean("signature_required"),
                algorithm(row.getString("signature_algo")),
                row.getBoolean("secret_shown"),
                row.getLong("created"),
                row.getLong("modified"),
                good ? null : revoked);
    }

    static Scopes scopes(String text) {
        return new Scopes(new TreeSet<>(List.of(text.split(" ", -1))));
    }

    private static @Nullable SignatureAlgorithm algorithm(@Nullable String wire) {
        return wire == null ? null : SignatureAlgorithm.of(wire).orElseThrow();
    }

    @Override
    public void add(AuthKey key) {
        database.write(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            """
                            insert into auth_key (account, name, sealed_secret, scopes,
                            signature_required, signature_algo, secret_shown, modified, revoked,
                            id, public_key, created)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                            """)) {
                int next = setChanging(insert, key);
                insert.setString(next, key.id());
                insert.setString(next + 1, key.key());
                insert.setLong(next + 2, key.created());
                if (insert.executeUpdate() == 0) {
                    throw new KeyTakenException(key.key());
                }
                return true;
            }
        });
    }

    @Override
    public void update(AuthKey key) {
        database.write(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            """
                            update auth_key set account = ?, name = ?, sealed_secret = ?, scopes = ?,
                            signature_required = ?, signature_algo = ?, secret_shown = ?,
                            modified = ?, revoked = ? where id = ?
                            """)) {
                update.setString(setChanging(update, key), key.id());
                return update.executeUpdate();
            }
        });
    }

    /** Sets what both statements begin with; gives the next number. */
    private static int setChanging(PreparedStatement statement, AuthKey key) throws SQLException {
        statement.setString(1, key.account());
        statement.setString(2, key.name());
        statement.setString(3, key.sealedSecret());
        statement.setString(4, key.scopes().wire());
        statement.setBoolean(5, key.signatureRequired());
        statement.setString(6, key.algorithm() == null ? null : key.algorithm().wire());
        statement.setBoolean(7, key.secretShown());
        statement.setLong(8, key.modified());
        if (key.revoked() == null) {
            statement.setNull(9, Types.BIGINT);
        } else {
            statement.setLong(9, key.revoked());
        }
        return 10;
    }
}
