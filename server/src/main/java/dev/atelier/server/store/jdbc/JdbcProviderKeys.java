package dev.atelier.server.store.jdbc;

import dev.atelier.server.auth.ProviderKeys;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Map;
import java.util.TreeMap;

/** Sealed keys of providers as rows. */
public final class JdbcProviderKeys implements ProviderKeys {
    private final Database database;

    public JdbcProviderKeys(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, String> all() {
        return database.read(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("select id, sealed from provider_key");
                    ResultSet rows = select.executeQuery()) {
                var keys = new TreeMap<String, String>();
                while (rows.next()) {
                    keys.put(rows.getString(1), rows.getString(2));
                }
                return keys;
            }
        });
    }

    @Override
    public void put(String provider, String sealed, long at) {
        database.write(connection -> {
            try (PreparedStatement upsert =
                    connection.prepareStatement(
                            """
                            insert into provider_key (id, sealed, modified) values (?, ?, ?)
                            on conflict (id) do update
                            set sealed = excluded.sealed, modified = excluded.modified
                            """)) {
                upsert.setString(1, provider);
                upsert.setString(2, sealed);
                upsert.setLong(3, at);
                return upsert.executeUpdate();
            }
        });
    }

    @Override
    public boolean remove(String provider) {
        return database.write(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from provider_key where id = ?")) {
                delete.setString(1, provider);
                return delete.executeUpdate() == 1;
            }
        });
    }
}
