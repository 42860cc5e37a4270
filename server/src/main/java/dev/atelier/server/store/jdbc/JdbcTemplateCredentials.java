package dev.atelier.server.store.jdbc;

import dev.atelier.core.port.Listing;
import dev.atelier.core.port.TemplateCredentials;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sealed credentials as rows. */
public final class JdbcTemplateCredentials implements TemplateCredentials {
    private static final String COLUMNS =
            "select id, account, name, type, sealed, created, modified from template_credential";

    private final Database database;

    public JdbcTemplateCredentials(Database database) {
        this.database = database;
    }

    @Override
    public void create(Credential credential) {
        boolean stored =
                database.write(connection -> {
                    try (PreparedStatement insert =
                            connection.prepareStatement(
                                    """
                                    insert into template_credential
                                    (id, account, name, type, sealed, created, modified)
                                    values (?, ?, ?, ?, ?, ?, ?)
                                    on conflict (account, name) do nothing
                                    """)) {
                        insert.setString(1, credential.id());
                        insert.setString(2, credential.account());
                        insert.setString(3, credential.name());
                        insert.setString(4, credential.type());
                        insert.setString(5, credential.sealed());
                        insert.setLong(6, credential.created());
                        insert.setLong(7, credential.modified());
                        return insert.executeUpdate() == 1;
                    }
                });
        if (!stored) {
            throw new NameTakenException(credential.name());
        }
    }

    @Override
    public Optional<Credential> find(String account, String idOrName) {
        return database.read(connection -> {
            Optional<Credential> byId = one(connection, account, "id", idOrName);
            return byId.isPresent() ? byId : one(connection, account, "name", idOrName);
        });
    }

    private static Optional<Credential> one(
            Connection connection, String account, String column, String value)
            throws SQLException {
        return new Conditions(account)
                        .and(column + " = ?", value)
                        .page(
                                connection,
                                COLUMNS,
                                "id",
                                Listing.ALL,
                                JdbcTemplateCredentials::credential)
                        .stream()
                        .findFirst();
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
        return database.write(
                        connection -> {
                            Optional<Credential> other =
                                    one(
                                            connection,
                                            credential.account(),
                                            "name",
                                            credential.name());
                            if (other.isPresent() && !other.get().id().equals(credential.id())) {
                                return Optional.<Boolean>empty();
                            }
                            try (PreparedStatement update =
                                    connection.prepareStatement(
                                            """
                                            update template_credential set name = ?, type = ?, sealed = ?,
                                            modified = ? where account = ? and id = ?
                                            """)) {
                                update.setString(1, credential.name());
                                update.setString(2, credential.type());
                                update.setString(3, credential.sealed());
                                update.setLong(4, credential.modified());
                                update.setString(5, credential.account());
                                update.setString(6, credential.id());
                                return Optional.of(update.executeUpdate() == 1);
                            }
                        })
                .orElseThrow(() -> new NameTakenException(credential.name()));
    }

    @Override
    public boolean delete(String account, String id) {
        return database.write(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement(
                            "delete from template_credential where account = ? and id = ?")) {
                delete.setString(1, account);
                delete.setString(2, id);
                return delete.executeUpdate() == 1;
            }
        });
    }

    @Override
    public List<Credential> list(
            String account, Sort sort, boolean ascending, long offset, int limit) {
        var listing =
                new Listing(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, ascending, offset, limit);
        return database.read(connection ->
                new Conditions(account)
                        .page(
                                connection,
                                COLUMNS,
                                sort.name().toLowerCase(Locale.ROOT),
                                listing,
                                JdbcTemplateCredentials::credential));
    }
}
