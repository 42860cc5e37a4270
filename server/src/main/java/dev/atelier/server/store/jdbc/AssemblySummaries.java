package dev.atelier.server.store.jdbc;

import dev.atelier.core.assembly.AssemblySummary;
import dev.atelier.core.assembly.EventJson;
import dev.atelier.core.port.AssemblyStore.Page;
import dev.atelier.core.port.AssemblyStore.Query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What the table of Assemblies keeps for lists; a row without account has none yet. */
final class AssemblySummaries {
    private static final int PORTION = 500;

    private final Database database;

    AssemblySummaries(Database database) {
        this.database = database;
    }

    void put(AssemblySummary summary, String words) {
        database.write(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            """
                            update assembly set account = ?, template_id = ?, error = ?, words = ?,
                            summary = ? where id = ?
                            """)) {
                var error = summary.error();
                update.setString(1, summary.account());
                update.setString(2, summary.templateId());
                update.setString(3, error == null ? null : error.name());
                update.setString(4, words.replace("\0", ""));
                update.setString(5, EventJson.writeSummary(summary));
                update.setString(6, summary.id());
                return update.executeUpdate();
            }
        });
    }

    Page list(Query query) {
        return database.read(connection -> {
            Conditions conditions = conditions(query);
            List<AssemblySummary> items =
                    conditions.page(
                            connection,
                            "select summary from assembly",
                            query.sort().name().toLowerCase(Locale.ROOT),
                            query.listing(),
                            row -> EventJson.readSummary(row.getString(1)));
            return new Page(items, conditions.count(connection, "assembly"));
        });
    }

    private static Conditions conditions(Query query) {
        var conditions =
                new Conditions(query.account())
                        .and("account <> ?", "")
                        .in("status", query.statuses());
        if (query.error() != null) {
            conditions.and("error = ?", query.error().name());
        }
        if (query.id() != null) {
            conditions.and("id = ?", query.id());
        }
        if (query.templateId() != null) {
            conditions.and("template_id = ?", query.templateId());
        }
        return conditions.part(query.listing(), "words");
    }

    /** Read in portions, so that no statement stays open while the caller works. */
    void each(String account, long from, long to, Consumer<AssemblySummary> each) {
        var place = new Place(from, "");
        List<Kept> portion = portion(account, place, to);
        while (!portion.isEmpty()) {
            portion.forEach(row -> each.accept(EventJson.readSummary(row.summary())));
            portion = portion(account, portion.getLast().place(), to);
        }
    }

    private record Place(long created, String id) {}

    private record Kept(Place place, String summary) {}

    private List<Kept> portion(String account, Place after, long to) {
        return database.read(connection -> portion(connection, account, after, to));
    }

    private static List<Kept> portion(Connection connection, String account, Place after, long to)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select created, id, summary from assembly
                        where account = ? and (created, id) > (?, ?) and created < ?
                        order by created, id limit ?
                        """)) {
            select.setString(1, account);
            select.setLong(2, after.created());
            select.setString(3, after.id());
            select.setLong(4, to);
            select.setInt(5, PORTION);
            try (ResultSet rows = select.executeQuery()) {
                var portion = new ArrayList<Kept>();
                while (rows.next()) {
                    var place = new Place(rows.getLong(1), rows.getString(2));
                    portion.add(new Kept(place, rows.getString(3)));
                }
                return portion;
            }
        }
    }
}
