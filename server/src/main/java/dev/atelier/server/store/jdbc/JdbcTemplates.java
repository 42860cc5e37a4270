package dev.atelier.server.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.port.Listing;
import dev.atelier.core.port.Templates;

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
            "id, account, name, content, signature_required, created, modified, last_used";
    private static final long USE_MILLIS = 60_000;

    private final NamedTable<Template> table;
    private final Database database;

    public JdbcTemplates(Database database) {
        this.database = database;
        table = new NamedTable<>(database, "template", COLUMNS, JdbcTemplates::template);
    }

    @Override
    public void create(Template template) {
        table.create(
                template,
                insert -> {
                    insert.setString(1, template.id());
                    insert.setString(2, template.account());
                    insert.setString(3, template.name());
                    insert.setString(4, template.content().toString());
                    insert.setInt(5, template.requireSignature() ? 1 : 0);
                    insert.setLong(6, template.created());
                    insert.setLong(7, template.modified());
                    insert.setObject(8, template.lastUsed(), Types.BIGINT);
                });
    }

    @Override
    public Optional<Template> find(String account, String idOrName) {
        return table.find(account, idOrName);
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
        return table.update(
                template,
                """
                update template set name = ?, content = ?, signature_required = ?,
                modified = ? where account = ? and id = ?
                """,
                update -> {
                    update.setString(1, template.name());
                    update.setString(2, template.content().toString());
                    update.setInt(3, template.requireSignature() ? 1 : 0);
                    update.setLong(4, template.modified());
                    update.setString(5, template.account());
                    update.setString(6, template.id());
                });
    }

    @Override
    public boolean delete(String account, String id) {
        return table.delete(account, id);
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
                    conditions.page(connection, table.select(), column, listing, table.row());
            return new Page(items, conditions.count(connection, table.table()));
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
