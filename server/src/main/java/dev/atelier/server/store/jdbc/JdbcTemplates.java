package dev.atelier.server.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.port.Listing;
import dev.atelier.core.port.Templates;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Templates as rows. */
public final class JdbcTemplates implements Templates {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS =
            "select id, account, name, content, signature_required, created, modified, last_used"
                    + " from template";
    private static final long USE_MILLIS = 60_000;

    private final Database database;

    public JdbcTemplates(Database database) {
        this.database = database;
    }

    @Override
    public void create(Template template) {
        boolean stored =
                database.write(connection -> {
                    try (PreparedStatement insert =
                            connection.prepareStatement(
                                    """
                                    insert into template (id, account, name, content,
                                    signature_required, created, modified, last_used)
                                    values (?, ?, ?, ?, ?, ?, ?, ?)
                                    on conflict (account, name) do nothing
                                    """)) {
                        insert.setString(1, template.id());
                        insert.setString(2, template.account());
                        insert.setString(3, template.name());
                        insert.setString(4, template.content().toString());
                        insert.setInt(5, template.requireSignature() ? 1 : 0);
                        insert.setLong(6, template.created());
                        insert.setLong(7, template.modified());
                        if (template.lastUsed() == null) {
                            insert.setNull(8, Types.BIGINT);
                        } else {
                            insert.setLong(8, template.lastUsed());
                        }
                        return insert.executeUpdate() == 1;
                    }
                });
        if (!stored) {
            throw new NameTakenException(template.name());
        }
    }

    @Override
    public Optional<Template> find(String account, String idOrName) {
        return database.read(connection -> {
            Optional<Template> byId = one(connection, account, "id", idOrName);
            return byId.isPresent() ? byId : one(connection, account, "name", idOrName);
        });
    }

    private static Optional<Template> one(
            Connection connection, String account, String column, String value)
            throws SQLException {
        return new Conditions(account)
                        .and(column + " = ?", value)
                        .page(connection, COLUMNS, "id", Listing.ALL, JdbcTemplates::template)
                        .stream()
                        .findFirst();
    }

    private static Template template(ResultSet row) throws SQLException {
        long used = row.getLong("last_used");
        Long lastUsed = row.wasNull() ? null : used;
        return new Template(
                row.getString("id"),
                row.getString("account"),
                row.getString("name"),
                content(row.getString("content")),
                row.getInt("signature_required") == 1,
                row.getLong("created"),
                row.getLong("modified"),
                lastUsed);
    }

    private static ObjectNode content(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored template cannot be read", e);
        }
    }

    @Override
    public boolean update(Template template) {
        return database.write(
                        connection -> {
                            Optional<Template> other =
                                    one(connection, template.account(), "name", template.name());
                            if (other.isPresent() && !other.get().id().equals(template.id())) {
                                return Optional.<Boolean>empty();
                            }
                            try (PreparedStatement update =
                                    connection.prepareStatement(
                                            """
                                            update template set name = ?, content = ?, signature_required = ?,
                                            modified = ? where account = ? and id = ?
                                            """)) {
                                update.setString(1, template.name());
                                update.setString(2, template.content().toString());
                                update.setInt(3, template.requireSignature() ? 1 : 0);
                                update.setLong(4, template.modified());
                                update.setString(5, template.account());
                                update.setString(6, template.id());
                                return Optional.of(update.executeUpdate() == 1);
                            }
                        })
                .orElseThrow(() -> new NameTakenException(template.name()));
    }

    @Override
    public boolean delete(String account, String id) {
        return database.write(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement(
                            "delete from template where account = ? and id = ?")) {
                delete.setString(1, account);
                delete.setString(2, id);
                return delete.executeUpdate() == 1;
            }
        });
    }

    @Override
    public Page list(String account, Sort sort, Listing listing) {
        return database.read(connection -> {
            var conditions =
                    new Conditions(account)
                            .part(listing, "lower(id || ' ' || name || ' ' || content)");
            String column =
                    sort == Sort.LAST_USED
                            ? "coalesce(last_used, 0)"
                            : sort.name().toLowerCase(Locale.ROOT);
            List<Template> items =
                    conditions.page(connection, COLUMNS, column, listing, JdbcTemplates::template);
            return new Page(items, conditions.count(connection, "template"));
        });
    }

    @Override
    public void used(String id, long at) {
        if (recently(id, at)) {
            return;
        }
        database.write(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update template set last_used = ? where id = ?")) {
                update.setLong(1, at);
                update.setString(2, id);
                return update.executeUpdate();
            }
        });
    }

    /** A popular template would else cost each create a write. */
    private boolean recently(String id, long at) {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "select 1 from template where id = ? and last_used > ?")) {
                select.setString(1, id);
                select.setLong(2, at - USE_MILLIS);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }
}
