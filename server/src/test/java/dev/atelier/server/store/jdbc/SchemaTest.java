package dev.atelier.server.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/** One set of migrations must mean the same on both databases. */
class SchemaTest {
    @RegisterExtension final OnSqlite sqlite = new OnSqlite();
    @RegisterExtension final OnPostgres postgres = new OnPostgres();

    @Test
    void bothDatabasesHaveTheSameTablesColumnsKeysAndIndexes() {
        NavigableSet<String> here = sqlite.database().read(SchemaTest::describe);
        NavigableSet<String> there = postgres.database().read(SchemaTest::describe);

        assertEquals(there, here);
        assertTrue(here.contains("assembly_event.effect null"), here::toString);
        assertTrue(here.contains("job_system key task_name"), here::toString);
    }

    private static NavigableSet<String> describe(Connection connection) throws SQLException {
        var lines = new TreeSet<String>();
        DatabaseMetaData about = connection.getMetaData();
        var tables = new TreeSet<String>();
        try (ResultSet rows = about.getTables(null, null, "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        tables.remove("schema_history");
        tables.removeIf(table -> table.startsWith("sqlite_"));
        for (String table : tables) {
            columns(about, table, lines);
            keys(about, table, lines);
            indexes(about, table, lines);
        }
        return lines;
    }

    private static void columns(DatabaseMetaData about, String table, NavigableSet<String> lines)
            throws SQLException {
        try (ResultSet rows = about.getColumns(null, null, table, "%")) {
            while (rows.next()) {
                boolean optional = rows.getInt("NULLABLE") == DatabaseMetaData.columnNullable;
                lines.add(
                        table
                                + "."
                                + rows.getString("COLUMN_NAME")
                                + (optional ? " null" : " not null"));
            }
        }
    }

    private static void keys(DatabaseMetaData about, String table, NavigableSet<String> lines)
            throws SQLException {
        try (ResultSet rows = about.getPrimaryKeys(null, null, table)) {
            while (rows.next()) {
                lines.add(table + " key " + rows.getString("COLUMN_NAME"));
            }
        }
        try (ResultSet rows = about.getImportedKeys(null, null, table)) {
            while (rows.next()) {
                lines.add(table + " refers to " + rows.getString("PKTABLE_NAME"));
            }
        }
    }

    /** Only those with a name of ours; the others belong to keys. */
    private static void indexes(DatabaseMetaData about, String table, NavigableSet<String> lines)
            throws SQLException {
        try (ResultSet rows = about.getIndexInfo(null, null, table, false, true)) {
            while (rows.next()) {
                String name = rows.getString("INDEX_NAME");
                if (name != null && !name.contains("autoindex") && !name.endsWith("key")) {
                    lines.add(table + " index " + name);
                }
            }
        }
    }
}
