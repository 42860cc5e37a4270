package dev.atelier.server.queue;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Lane;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

/** Our own statements on the table of one lane; the library has the others. */
final class LaneTable {
    static final String TASK = "job";

    private final String name;
    private final JdbcCustomization values;
    private final String insert;

    LaneTable(Lane lane, QueueDialect dialect) {
        this.name = "job_" + lane.name().toLowerCase(Locale.ROOT);
        this.values = dialect.customization();
        this.insert = dialect.insert(name);
    }

    String name() {
        return name;
    }

    /** The data of a job is when it was enqueued, because its due time can change. */
    void insert(Connection connection, JobKey key, int priority, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, TASK);
            statement.setString(2, key.text());
            values.setTaskData(
                    statement,
                    3,
                    Long.toString(now.toEpochMilli()).getBytes(StandardCharsets.US_ASCII));
            values.setInstant(statement, 4, now);
            statement.setBoolean(5, false);
            statement.setInt(6, priority);
            statement.execute();
        }
    }

    /**
     * Puts a job back that a run holds.
     *
     * @param version of the row as the run took it
     * @return false when another run has taken it over
     */
    boolean putBack(Connection connection, String key, long version, Instant due)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update "
                                + name
                                + " set picked = ?, picked_by = null, last_heartbeat = null,"
                                + " version = version + 1, execution_time = ?"
                                + " where task_name = ? and task_instance = ? and version = ?")) {
            update.setBoolean(1, false);
            values.setInstant(update, 2, due);
            update.setString(3, TASK);
            update.setString(4, key);
            update.setLong(5, version);
            return update.executeUpdate() == 1;
        }
    }

    /**
     * Makes a waiting job due at a time, usually one that is past.
     *
     * @return false when it is gone
     */
    boolean due(Connection connection, String key, Instant due) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update "
                                + name
                                + " set execution_time = ?"
                                + " where task_name = ? and task_instance = ? and picked = ?")) {
            values.setInstant(update, 1, due);
            update.setString(2, TASK);
            update.setString(3, key);
            update.setBoolean(4, false);
            return update.executeUpdate() == 1 || knows(connection, key);
        }
    }

    private boolean knows(Connection connection, String key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select 1 from " + name + " where task_name = ? and task_instance = ?")) {
            select.setString(1, TASK);
            select.setString(2, key);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** A slash follows the Assembly's id in every key, and {@code 0} follows the slash. */
    void deleteWaiting(Connection connection, String assemblyId) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "delete from "
                                + name
                                + " where task_name = ? and task_instance >= ?"
                                + " and task_instance < ? and picked = ?")) {
            delete.setString(1, TASK);
            delete.setString(2, assemblyId + "/");
            delete.setString(3, assemblyId + "0");
            delete.setBoolean(4, false);
            delete.executeUpdate();
        }
    }

    /** The only process starts: whatever is taken was lost with the one before. */
    void freeLost(Connection connection) throws SQLException {
        free(
                connection,
                ", consecutive_failures = coalesce(consecutive_failures, 0) + 1 where picked = ?");
    }

    /** This process stops in an orderly way: what it holds is not lost. */
    void freeHeldBy(Connection connection, String node) throws SQLException {
        free(connection, " where picked = ? and picked_by = ?", node);
    }

    private void free(Connection connection, String rest, String... parameters)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update "
                                + name
                                + " set picked = ?, picked_by = null, last_heartbeat = null,"
                                + " version = version + 1"
                                + rest)) {
            update.setBoolean(1, false);
            update.setBoolean(2, true);
            for (int i = 0; i < parameters.length; i++) {
                update.setString(i + 3, parameters[i]);
            }
            update.executeUpdate();
        }
    }

    int count(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select count(*) from " + name);
                ResultSet rows = select.executeQuery()) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
