package dev.atelier.server.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Forgets what has been kept long enough, in portions so that writers never wait for long. What
 * belongs to an Assembly that has not ended stays.
 */
public final class Expiry {
    private static final String EXPIRED_FILES =
            """
            select id from file where expires_at <= ? and assembly_id not in
            (select id from assembly where status in ('UPLOADING', 'EXECUTING')) limit 200
            """;
    private static final String ENDED_ASSEMBLIES =
            """
            select id from assembly
            where updated <= ? and status not in ('UPLOADING', 'EXECUTING') limit 200
            """;

    /**
     * Changes nothing, but of two processes that forget the same Assembly one waits here and finds
     * it gone, instead of adding up what it cost a second time.
     */
    private static final String CLAIM = "update assembly set updated = updated where id = ?";

    private static final String OLD_DAYS =
            """
            delete from provider_spending where (scope like 'account/%' and scope < ?)
            or (scope like 'provider/%' and scope < ?)
            """;
    private static final Duration SETTLED = Duration.ofDays(2);

    private final Database database;
    private final InstantSource clock;
    private final Duration retention;

    /**
     * @param retention how long an Assembly is kept after it ended
     */
    public Expiry(Database database, InstantSource clock, Duration retention) {
        this.database = database;
        this.clock = clock;
        this.retention = retention;
    }

    /**
     * Deletes the rows of files past their date, and Assemblies past theirs with all their rows.
     */
    public void forget() {
        long now = clock.millis();
        forget(EXPIRED_FILES, now, "delete from file where id = ?");
        forget(
                ENDED_ASSEMBLIES,
                now - retention.toMillis(),
                CLAIM,
                "delete from file where assembly_id = ?",
                "delete from upload where assembly_id = ?",
                ProviderCosts.KEEP,
                "delete from provider_call where assembly_id = ?",
                "delete from provider_spending where scope = 'assembly/' || ?",
                "delete from assembly_event where assembly_id = ?",
                "delete from assembly where id = ?");
        forgetDays(clock.instant().minus(retention).minus(SETTLED));
    }

    /** Budgets look at today only; a call may be settled a little later. */
    private void forgetDays(Instant end) {
        String day = LocalDate.ofInstant(end, ZoneOffset.UTC).toString();
        database.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(OLD_DAYS)) {
                delete.setString(1, "account/" + day);
                delete.setString(2, "provider/" + day);
                return delete.executeUpdate();
            }
        });
    }

    /** What has ended never changes again, so it may be found first and deleted afterwards. */
    private void forget(String which, long time, String... statements) {
        List<String> ids = ids(which, time);
        while (!ids.isEmpty()) {
            delete(ids, statements);
            ids = ids(which, time);
        }
    }

    /** In one order, so that no two processes wait for each other. */
    private List<String> ids(String which, long time) {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(which)) {
                select.setLong(1, time);
                try (ResultSet rows = select.executeQuery()) {
                    var ids = new ArrayList<String>();
                    while (rows.next()) {
                        ids.add(rows.getString(1));
                    }
                    return ids.stream().sorted().toList();
                }
            }
        });
    }

    private void delete(List<String> ids, String... statements) {
        database.write(connection -> {
            for (String sql : statements) {
                run(connection, ids, sql);
            }
            return true;
        });
    }

    private static void run(Connection connection, List<String> ids, String sql)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String id : ids) {
                statement.setString(1, id);
                statement.executeUpdate();
            }
        }
    }
}
