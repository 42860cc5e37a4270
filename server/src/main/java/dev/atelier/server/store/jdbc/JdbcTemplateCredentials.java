package dev.atelier.server.store.jdbc;

import dev.atelier.core.port.Listing;
import dev.atelier.core.port.TemplateCredentials;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sealed credentials as rows. */
public final class JdbcTemplateCredentials implements TemplateCredentials {
    private final NamedTable<Credential> table;

    public JdbcTemplateCredentials(Database database) {
        table =
                new NamedTable<>(
                        database,
                        "template_credential",
                        "id, account, name, type, sealed, created, modified",
                        JdbcTemplateCredentials::credential);
    }

    @Override
    public void create(Credential credential) {
        table.create(
                credential,
                insert -> {
                    insert.setString(1, credential.id());
                    insert.setString(2, credential.account());
                    insert.setString(3, credential.name());
                    insert.setString(4, credential.type());
                    insert.setString(5, credential.sealed());
                    insert.setLong(6, credential.created());
                    insert.setLong(7, credential.modified());
                });
    }

    @Override
    public Optional<Credential> find(String account, String idOrName) {
        return table.find(account, idOrName);
    }

    private static Credential credential(ResultSet row) throws SQLException {
        return new Credential(
                row.getString("id"),
                row.getString("account"),
                row.getString("name"),
                row.getString("type"),
                row.getString("sealed"),
                row.getLong("created"),
                row.getLong("modified"));
    }

    @Override
    public boolean update(Credential credential) {
        return table.update(
                credential,
                """
                update template_credential set name = ?, type = ?, sealed = ?,
                modified = ? where account = ? and id = ?
                """,
                update -> {
                    update.setString(1, credential.name());
                    update.setString(2, credential.type());
                    update.setString(3, credential.sealed());
                    update.setLong(4, credential.modified());
                    update.setString(5, credential.account());
                    update.setString(6, credential.id());
                });
    }

    @Override
    public boolean delete(String account, String id) {
        return table.delete(account, id);
    }

    @Override
    public List<Credential> list(
            String account, Sort sort, boolean ascending, long offset, int limit) {
        var listing =
                new Listing(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, ascending, offset, limit);
        String column = sort.name().toLowerCase(Locale.ROOT);
        return table.database()
                .read(connection ->
                        new Conditions(account)
                                .page(connection, table.select(), column, listing, table.row()));
    }
}
